import { systemOrigin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { transaction } from "#lib/platform/db.ts";
import { recomputeRisk } from "#lib/risk/store/recompute-risk.ts";

/** Deals assessed in one transaction: enough to make the statements cheap, few enough to lock briefly. */
const BATCH = 250;

export type RefreshResult = { refreshed: number; remaining: boolean };

/**
 * Assesses the open deals whose stored result has run out, oldest first, until none is left or the
 * deadline passes. Each batch commits on its own, so a run that dies loses nothing; several runs at
 * once skip each other's batches.
 */
export async function refreshDueRisk(
  { now, deadline }: JobRun,
  clock: () => number = Date.now,
): Promise<RefreshResult> {
  let refreshed = 0;
  while (clock() < deadline) {
    const done = await transaction(async (tx) => {
      const due = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM "Deal"
        WHERE "riskValidUntil" <= ${now} AND "isOpen" AND "deletedAt" IS NULL
        ORDER BY "riskValidUntil", id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
      const moves = await recomputeRisk(
        tx,
        due.map(({ id }) => id),
        { now, cause: "time" },
      );
      await recordDomainEvents(tx, systemOrigin(now), moves);
      return due.length;
    });
    refreshed += done;
    if (done < BATCH) return { refreshed, remaining: false };
  }
  return { refreshed, remaining: true };
}
