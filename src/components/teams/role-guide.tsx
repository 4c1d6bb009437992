import { ROLE_LABELS, ROLE_RIGHTS } from "#components/teams/role-labels.ts";
import { ROLES } from "#lib/access/policy.ts";

/** What each role may do, for whoever is about to give one. */
export function RoleGuide() {
  return (
    <details className="max-w-prose pt-3 text-table text-ink-muted">
      <summary className="w-max text-link">What each role may do</summary>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {ROLES.map((role) => (
          <div key={role} className="contents">
            <dt className="font-medium text-ink-strong">{ROLE_LABELS[role]}</dt>
            <dd>{ROLE_RIGHTS[role]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
