import type { Context } from "#lib/access/context.ts";
import { countUnread } from "#lib/notifications/count-unread.ts";
import type { ListNotificationsInput, NotificationDto } from "#lib/notifications/schema.ts";
import { db } from "#lib/platform/db.ts";
import { newestFirst } from "#lib/platform/newest-first.ts";
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
  const { after, orderBy, take, pageOf } = newestFirst({ limit, cursor });
  const [rows, unreadCount] = await Promise.all([
    db().notification.findMany({
      where: {
        ...noticeScope(ctx),
        ...(unread === undefined ? {} : { readAt: unread ? null : { not: null } }),
        ...(kind ? { kind } : {}),
        ...after,
      },
      orderBy,
      take,
      select: noticeSelect,
    }),
    countUnread(ctx),
  ]);
  const { page, nextCursor } = pageOf(rows);
  return {
    notifications: page.map(toNotification),
    unreadCount,
    nextCursor,
  };
}
