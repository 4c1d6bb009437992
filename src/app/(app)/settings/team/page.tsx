import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { TeamSettings } from "#app/(app)/settings/team/team-settings.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { getTeamPage } from "#lib/teams/get-team-page.ts";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string | string[] }>;
}) {
  const ctx = await requireUser();
  const { teamId, timezone } = await currentWorkspace(ctx);
  if (teamId === null) return <NoTeam hasTeams={ctx.memberships.length > 0} />;
  const { cursor } = await searchParams;
  const view = await orNotFound(
    getTeamPage(ctx, teamId, typeof cursor === "string" ? cursor : undefined),
  );
  return (
    <TeamSettings
      view={view}
      me={ctx.user.id}
      clock={{ now: ctx.now.toISOString(), timeZone: timezone }}
      isPaged={cursor !== undefined}
    />
  );
}

/** The personal workspace has nobody to manage. */
function NoTeam({ hasTeams }: { hasTeams: boolean }) {
  return (
    <>
      <PageHeader title="Team" />
      <EmptyState
        title="This workspace is yours alone"
        actions={
          <ButtonLink href="/settings/team/new" variant="primary">
            <Plus aria-hidden strokeWidth={1.5} />
            Create a team
          </ButtonLink>
        }
      >
        <p>
          In a team, colleagues see the same deals and hear when one is in danger.{" "}
          {hasTeams
            ? "To manage a team that you are in, choose it at the top left."
            : "If you were invited to one, open the link in the mail."}{" "}
          The deals in this workspace stay yours.
        </p>
      </EmptyState>
    </>
  );
}
