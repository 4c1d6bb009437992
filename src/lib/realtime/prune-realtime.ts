import type { JobRun } from "#lib/jobs/define-job.ts";
import { db } from "#lib/platform/db.ts";
import { numberNews } from "./queries.ts";

/** How far back a stream can be resumed. */
export const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;
const BATCH = 5_000;

/**
 * Deletes what is older than streams can resume, a batch at a time; gives the number of rows. Always
 * from the lowest number on: whoever resumes before the first that is left knows by that number that
 * something is missing.
 */
export async function pruneRealtime(
  { now, deadline }: JobRun,
  clock: () => number = Date.now,
): Promise<number> {
  // Rows that nobody has read have no number yet, and have to leave one behind.
  await numberNews();
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  let deleted = 0;
  while (clock() < deadline) {
    const done = await db().$executeRaw`
      DELETE FROM "RealtimeEvent" WHERE id IN (
        SELECT id FROM "RealtimeEvent"
        WHERE seq <= (SELECT max(seq) FROM "RealtimeEvent" WHERE "createdAt" < ${before})
        ORDER BY seq LIMIT ${BATCH})`;
    deleted += done;
    if (done < BATCH) break;
  }
  return deleted;
}
