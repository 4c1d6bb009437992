import type { Metadata } from "next";
import { createTeam } from "#app/actions/teams.ts";
import { TeamForm } from "#components/teams/team-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireUser } from "#lib/auth/require-user.ts";
import { COMMON_CURRENCIES } from "#lib/platform/money.ts";
import { TIME_ZONES } from "#lib/platform/time-zone.ts";

export const metadata: Metadata = { title: "New team" };

export default async function NewTeamPage() {
  const { user } = await requireUser();
  return (
    <>
      <PageHeader title="New team" />
      <p className="-mt-2 mb-5 max-w-prose text-body text-ink-muted">
        A team has its own deals, norms and settings. You become its owner and invite the others;
        your personal deals stay yours alone.
      </p>
      <TeamForm
        action={createTeam}
        initial={{ name: "", currency: user.currency, timezone: user.timezone }}
        currencies={[...new Set([user.currency, ...COMMON_CURRENCIES])]}
        timezones={[...new Set([user.timezone, ...TIME_ZONES])]}
        isNew
      />
    </>
  );
}
