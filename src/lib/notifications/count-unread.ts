import type { Context } from "#lib/access/context.ts";
import { type DbOrTx, db } from "#lib/platform/db.ts";
import { noticeScope } from "./queries.ts";

/** How many of the actor's notifications wait to be read, counted no further than to `limit`. */
export async function countUnread(
  ctx: Context,
  { limit, client = db() }: { limit?: number; client?: DbOrTx } = {},
): Promise<number> {
  return client.notification.count({
    where: { ...noticeScope(ctx), readAt: null },
    ...(limit === undefined ? {} : { take: limit }),
  });
}
