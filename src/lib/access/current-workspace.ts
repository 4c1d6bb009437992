import { cookies } from "next/headers";
import type { Context } from "#lib/access/context.ts";
import { type Workspace, workspaceById, workspacesOf } from "#lib/access/workspace.ts";

export const WORKSPACE_COOKIE = "sentinel_workspace";

/** The workspace whose pages are shown: the one chosen last, as long as it is still the actor's. */
export async function currentWorkspace(ctx: Context): Promise<Workspace> {
  const chosen = (await cookies()).get(WORKSPACE_COOKIE)?.value;
  const isMine = workspacesOf(ctx).some(({ id }) => id === chosen);
  return workspaceById(ctx, isMine ? chosen : null);
}
