import { wakeDeals } from "#lib/deals/wake-deals.ts";
import { systemOrigin } from "#lib/events/origin.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { transaction } from "#lib/platform/db.ts";

/** Deals woken in one transaction. */
const BATCH = 250;

/**
 * Ends the snoozes whose day has come, until none is left or the deadline passes. Each batch commits
 * on its own; several runs at once share the work.
 */
export async function wakeDueDeals(
  { now, deadline }: JobRun,
  clock: () => number = Date.now,
): Promise<{ woken: number; remaining: boolean }> {
  let woken = 0;
  while (clock() < deadline) {
    const done = await transaction(async (tx) => {
      const due = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM "Deal" WHERE "snoozedUntil" <= ${now} AND "deletedAt" IS NULL
        ORDER BY "snoozedUntil", id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
      await wakeDeals(
        tx,
        systemOrigin(now),
        due.map(({ id }) => id),
      );
      return due.length;
    });
    woken += done;
    if (done < BATCH) return { woken, remaining: false };
  }
  return { woken, remaining: true };
}
