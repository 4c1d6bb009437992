import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import type { TeamDto } from "#lib/teams/schema.ts";
import { toTeams } from "#lib/teams/team-dto.ts";

/** @throws AppError not_found for a team that is not the actor's. */
export async function getTeam(ctx: Context, teamId: string): Promise<TeamDto> {
  const [team] = await toTeams(db(), [requireTeam(ctx, teamId, null)]);
  if (!team) throw notFound("That team");
  return team;
}
