import type { Context } from "#lib/access/context.ts";
import { countUnread } from "#lib/notifications/count-unread.ts";
import type { Tx } from "#lib/platform/db.ts";
import { tellPerson } from "#lib/realtime/tell-people.ts";

/** Tells the actor's open pages how many of their notifications are left to read. */
export async function tellUnread(tx: Tx, ctx: Context): Promise<void> {
  const unread = await countUnread(ctx, { client: tx });
  await tellPerson(tx, ctx.user.id, "notification.read", { unread });
}
