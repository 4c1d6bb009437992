import { cookies } from "next/headers";
import type { Context } from "#lib/access/context.ts";
import { type Workspace, workspaceById, workspacesOf } from "#lib/access/workspace.ts";
import { env } from "#lib/platform/env.ts";

export const WORKSPACE_COOKIE = "sentinel_workspace";
const YEAR_SECONDS = 31_536_000;

/** The workspace whose pages are shown: the one chosen last, as long as it is still the actor's. */
export async function currentWorkspace(ctx: Context): Promise<Workspace> {
  const chosen = (await cookies()).get(WORKSPACE_COOKIE)?.value;
  const isMine = workspacesOf(ctx).some(({ id }) => id === chosen);
  return workspaceById(ctx, isMine ? chosen : null);
}

/** Shows this workspace from now on, as long as it is the person's. Only for actions: sets a cookie. */
export async function chooseWorkspace(id: string): Promise<void> {
  (await cookies()).set(WORKSPACE_COOKIE, id, {
    httpOnly: true,
    sameSite: "lax",
    secure: env().appUrl.startsWith("https:"),
    maxAge: YEAR_SECONDS,
    path: "/",
  });
}
