import { ROLE_LABELS } from "#components/teams/role-labels.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Role } from "#lib/access/policy.ts";

export type DemoPerson = {
  id: string;
  name: string;
  email: string;
  /** Null for somebody who is in no team. */
  role: Role | null;
  company: string | null;
};

/** One button for each generated person: choosing one is the whole sign-in. */
export function DemoPeople({
  people,
  next,
  signIn,
}: {
  people: DemoPerson[];
  next: string;
  signIn: (form: FormData) => Promise<void>;
}) {
  if (people.length === 0) {
    return (
      <EmptyState title="There is nobody to sign in as">
        <p>
          The database holds no demo people. Load them with{" "}
          <code className="font-mono text-ink-strong">npm run db:seed</code>, then reload this page.
        </p>
      </EmptyState>
    );
  }
  return (
    <form action={signIn} aria-label="Sign in as a demo person">
      <input type="hidden" name="next" value={next} />
      <ul className="divide-y divide-line overflow-hidden rounded-md border border-line-strong bg-surface">
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="submit"
              name="userId"
              value={person.id}
              className="grid w-full grid-cols-[1fr_auto] items-baseline gap-x-4 px-4 py-3 text-left hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <span className="truncate text-body font-medium text-ink-strong">{person.name}</span>
              <span className="text-table text-ink">{placeOf(person)}</span>
              <span className="col-span-2 truncate text-table text-ink-muted">{person.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

function placeOf({ role, company }: DemoPerson): string {
  return role && company ? `${ROLE_LABELS[role]}, ${company}` : "No team";
}
