import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";

/**
 * Where the records of an integration are to go: a team that the actor may configure, or their own
 * workspace.
 *
 * @throws AppError not_found, forbidden.
 */
export function requireSyncTarget(ctx: Context, teamId: string | null): void {
  if (teamId !== null) requireTeam(ctx, teamId, "team.configure");
}
