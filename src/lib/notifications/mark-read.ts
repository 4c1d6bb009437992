import type { Context } from "#lib/access/context.ts";
import type { NotificationDto } from "#lib/notifications/schema.ts";
import { tellUnread } from "#lib/notifications/tell-unread.ts";
import { transaction } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { noticeScope, noticeSelect, toNotification } from "./queries.ts";

/**
 * Marks one of the actor's notifications as read or unread. The moment at which it was first read
 * stays.
 *
 * @throws AppError not_found for one that is somebody else's or out of the actor's sight.
 */
export async function markRead(
  ctx: Context,
  id: string,
  { read }: { read: boolean },
): Promise<NotificationDto> {
  return transaction(async (tx) => {
    const { count } = await tx.notification.updateMany({
      where: { ...noticeScope(ctx), id, readAt: read ? null : { not: null } },
      data: { readAt: read ? ctx.now : null },
    });
    const row = await tx.notification.findFirst({
      where: { ...noticeScope(ctx), id },
      select: noticeSelect,
    });
    if (!row) throw notFound("That notification");
    if (count > 0) await tellUnread(tx, ctx);
    return toNotification(row);
  });
}
