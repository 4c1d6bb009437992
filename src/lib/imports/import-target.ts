import type { Context } from "#lib/access/context.ts";
import { reachInTeam } from "#lib/access/scope.ts";
import { type Workspace, workspaceById } from "#lib/access/workspace.ts";
import { forbidden } from "#lib/platform/errors.ts";

/**
 * The workspace that a file is imported into; the actor's first one when none is named.
 *
 * @throws AppError not_found for a workspace that is not theirs, forbidden when their role may not.
 */
export function importTarget(ctx: Context, workspaceId: string | null | undefined): Workspace {
  const workspace = workspaceById(ctx, workspaceId);
  const { teamId } = workspace;
  if (teamId !== null && reachInTeam(ctx, teamId, "deal.import") === "none") {
    throw forbidden("Your role may not import deals into this team.");
  }
  return workspace;
}
