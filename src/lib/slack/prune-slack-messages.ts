import type { JobRun } from "#lib/jobs/define-job.ts";
import { db } from "#lib/platform/db.ts";
import { DAY_MS } from "#lib/risk/constants.ts";

/** As long as somebody may want to send again what was given up. */
const KEPT_MS = 30 * DAY_MS;
const BATCH = 5_000;

/** Deletes what was told or given up long ago: it names people. Gives how many that were. */
export async function pruneSlackMessages(
  { now, deadline }: JobRun,
  clock: () => number = Date.now,
): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS);
  let removed = 0;
  while (clock() < deadline) {
    const count = await db().$executeRaw`
      DELETE FROM "SlackMessage" WHERE id IN (
        SELECT id FROM "SlackMessage" WHERE "createdAt" < ${before} AND status <> 'pending'
        ORDER BY "createdAt" LIMIT ${BATCH})`;
    removed += count;
    if (count < BATCH) break;
  }
  return removed;
}
