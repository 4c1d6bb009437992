import { KEPT_MS } from "#lib/http/idempotency.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { db } from "#lib/platform/db.ts";

const BATCH = 5_000;

/** Deletes the keys, with their answers, that no repeated request gets any more; gives their number. */
export async function pruneIdempotencyKeys(
  { now, deadline }: JobRun,
  clock: () => number = Date.now,
): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS);
  let deleted = 0;
  while (clock() < deadline) {
    const done = await db().$executeRaw`
      DELETE FROM "IdempotencyKey" WHERE ctid IN (
        SELECT ctid FROM "IdempotencyKey" WHERE "createdAt" < ${before} LIMIT ${BATCH})`;
    deleted += done;
    if (done < BATCH) break;
  }
  return deleted;
}
