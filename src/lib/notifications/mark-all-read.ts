import type { Context } from "#lib/access/context.ts";
import { tellUnread } from "#lib/notifications/tell-unread.ts";
import { transaction } from "#lib/platform/db.ts";
import { noticeScope } from "./queries.ts";

/** Marks all of the actor's notifications as read that came until then, and says how many. */
export async function markAllRead(
  ctx: Context,
  { until }: { until?: string | undefined } = {},
): Promise<number> {
  return transaction(async (tx) => {
    const { count } = await tx.notification.updateMany({
      where: {
        ...noticeScope(ctx),
        readAt: null,
        ...(until ? { createdAt: { lte: new Date(until) } } : {}),
      },
      data: { readAt: ctx.now },
    });
    if (count > 0) await tellUnread(tx, ctx);
    return count;
  });
}
