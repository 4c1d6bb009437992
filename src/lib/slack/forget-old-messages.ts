import { db } from "#lib/platform/db.ts";
import { DAY_MS } from "#lib/risk/constants.ts";

/** As long as somebody may want to see what was posted, or send again what was not. */
const KEPT_MS = 30 * DAY_MS;
const BATCH = 5_000;

/** Deletes what was told, or given up, long ago: what it says was true then, and names people. */
export async function forgetOldMessages(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await db().$executeRaw`
    DELETE FROM "SlackMessage" WHERE id IN (
      SELECT id FROM "SlackMessage" WHERE "createdAt" < ${before} AND status <> 'pending'
      ORDER BY "createdAt" LIMIT ${BATCH})`;
}
