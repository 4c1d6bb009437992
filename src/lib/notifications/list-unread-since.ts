import type { Context } from "#lib/access/context.ts";
import type { Kind } from "#lib/notifications/kinds.ts";
import type { NotificationDto } from "#lib/notifications/schema.ts";
import { db } from "#lib/platform/db.ts";
import { noticeScope, noticeSelect, toNotification } from "./queries.ts";

/** What the actor was told after a moment and has not read, of some kinds: the newest, and how many. */
export async function listUnreadSince(
  ctx: Context,
  since: Date,
  kinds: readonly Kind[],
  limit: number,
): Promise<{ notifications: NotificationDto[]; count: number }> {
  const where = {
    ...noticeScope(ctx),
    readAt: null,
    createdAt: { gt: since, lte: ctx.now },
    kind: { in: [...kinds] },
  };
  const [rows, count] = await Promise.all([
    db().notification.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: limit,
      select: noticeSelect,
    }),
    db().notification.count({ where }),
  ]);
  return { notifications: rows.map(toNotification), count };
}
