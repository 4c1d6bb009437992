import type { Context } from "#lib/access/context.ts";
import { markRead } from "#lib/notifications/mark-read.ts";

/**
 * Where a notification of the actor leads, and the workspace that it is about, if it is about one. To
 * open it is to read it.
 *
 * @throws AppError not_found for one that is somebody else's or out of the actor's sight.
 */
export async function openNotification(
  ctx: Context,
  id: string,
): Promise<{ href: string; workspaceId: string | null }> {
  const { href, teamId, deal } = await markRead(ctx, id, { read: true });
  // Without a team a deal is the person's own.
  return { href, workspaceId: teamId ?? (deal ? ctx.user.id : null) };
}
