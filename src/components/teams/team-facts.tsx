import type { ReactNode } from "react";
import { ROLE_LABELS, ROLE_RIGHTS } from "#components/teams/role-labels.ts";
import type { TeamDto } from "#lib/teams/schema.ts";

/** The settings of a team for those who may not change them. */
export function TeamFacts({ team }: { team: TeamDto }) {
  return (
    <dl className="grid max-w-xl gap-x-6 gap-y-3 sm:grid-cols-[8rem_1fr]">
      <Fact label="Currency">{team.currency}</Fact>
      <Fact label="Time zone">{team.timezone.replaceAll("_", " ")}</Fact>
      <Fact label="Your role" className="sm:col-span-2">
        {ROLE_LABELS[team.role]}: {ROLE_RIGHTS[team.role]}
      </Fact>
    </dl>
  );
}

function Fact({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={className}>
      <dt className="text-label text-ink-muted">{label}</dt>
      <dd className="text-body text-ink-strong">{children}</dd>
    </div>
  );
}
