import { db } from "#lib/platform/db.ts";
import { DAY_MS } from "#lib/risk/constants.ts";

/** How long a notification is kept once it was read, and how long one that nobody opens. */
const READ_DAYS = 90;
const UNREAD_DAYS = 365;
const BATCH = 5_000;

/** Deletes notifications that have had their time, a batch at a time; says how many. */
export async function pruneNotifications(
  { now, deadline }: { now: Date; deadline: number },
  clock: () => number = Date.now,
): Promise<number> {
  const readBefore = new Date(now.getTime() - READ_DAYS * DAY_MS);
  const unreadBefore = new Date(now.getTime() - UNREAD_DAYS * DAY_MS);
  let deleted = 0;
  while (clock() < deadline) {
    const done = await db().$executeRaw`
      DELETE FROM "Notification" WHERE id IN (
        SELECT id FROM "Notification"
        WHERE "createdAt" < ${readBefore} AND ("readAt" IS NOT NULL OR "createdAt" < ${unreadBefore})
        LIMIT ${BATCH})`;
    deleted += done;
    if (done < BATCH) break;
  }
  return deleted;
}
