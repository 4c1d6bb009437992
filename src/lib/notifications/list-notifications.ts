import type { Context } from "#lib/access/context.ts";
import { countUnread } from "#lib/notifications/count-unread.ts";
import type { ListNotificationsInput, NotificationDto } from "#lib/notifications/schema.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { noticeScope, noticeSelect, toNotification } from "./queries.ts";

export type NotificationPage = {
  notifications: NotificationDto[];
  /** Of all of them, whatever the filters. */
  unreadCount: number;
  nextCursor: string | null;
};

/**
 * The actor's notifications, newest first, a page at a time.
 *
 * @throws AppError malformed_request for a cursor of another list.
 */
export async function listNotifications(
  ctx: Context,
  { unread, kind, limit, cursor }: ListNotificationsInput,
): Promise<NotificationPage> {
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const [rows, unreadCount] = await Promise.all([
    db().notification.findMany({
      where: {
        ...noticeScope(ctx),
        ...(unread === undefined ? {} : { readAt: unread ? null : { not: null } }),
        ...(kind ? { kind } : {}),
        ...(after
          ? {
              OR: [
                { createdAt: { lt: new Date(after[0]) } },
                { createdAt: new Date(after[0]), id: { gt: after[1] } },
              ],
            }
          : {}),
      },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: limit + 1,
      select: noticeSelect,
    }),
    countUnread(ctx),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    notifications: page.map(toNotification),
    unreadCount,
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
