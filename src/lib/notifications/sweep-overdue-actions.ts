import type { DealDomainEvent } from "#lib/events/domain-event.ts";
import { systemOrigin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import { DAY_MS } from "#lib/risk/constants.ts";
import { latest, recomputeRisk } from "#lib/risk/store/recompute-risk.ts";

/** Deals told of in one transaction. */
const BATCH = 250;
/** The same action with another date is no news within this time: it was only derived again. */
const QUIET_MS = 7 * DAY_MS;

type DueRow = { id: string; workspaceId: string; label: string; dueAt: Date };

/**
 * Records for every open deal that its recommended action was due and is not done, once for each
 * moment at which it was due, until none is left or the deadline passes. Deals for which there is
 * something to do for the first time are assessed on the way. Each batch commits on its
 * own; several runs at once pass over each other's deals. Snoozed deals wait until they wake.
 */
export async function sweepOverdueActions(
  { now, deadline }: JobRun,
  clock: () => number = Date.now,
): Promise<{ overdue: number; remaining: boolean }> {
  let overdue = 0;
  while (clock() < deadline) {
    const batch = await transaction(async (tx) => {
      const found = await tx.$queryRaw<{ id: string; riskComputedAt: Date | null }[]>`
        SELECT id, "riskComputedAt" FROM "Deal"
        WHERE "actionDueAt" <= ${now} AND "isOpen" AND "deletedAt" IS NULL
          AND "overdueToldFor" IS DISTINCT FROM "actionDueAt"
          AND ("snoozedUntil" IS NULL OR "snoozedUntil" <= ${now})
        ORDER BY "actionDueAt", id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
      const ids = found.map(({ id }) => id);
      // What to do may have become something else since the deal was last assessed: tell what its page
      // says now.
      const moves = await recomputeRisk(tx, ids, { now: latest(now, found), cause: "time" });
      const due = await markTold(tx, ids, now);
      const events = [...moves, ...(await withoutRepeated(tx, due, now)).map(toEvent(now))];
      await recordDomainEvents(tx, systemOrigin(now), events);
      return { found: found.length, told: events.length - moves.length };
    });
    overdue += batch.told;
    if (batch.found < BATCH) return { overdue, remaining: false };
  }
  return { overdue, remaining: true };
}

/** Those of the deals whose action was due by now, marked as told for that moment. */
function markTold(tx: Tx, ids: readonly string[], now: Date): Promise<DueRow[]> {
  return tx.$queryRaw`
    UPDATE "Deal" SET "overdueToldFor" = "actionDueAt"
    WHERE id = ANY(${ids}) AND "riskAction" IS NOT NULL AND "actionDueAt" <= ${now}
      AND "overdueToldFor" IS DISTINCT FROM "actionDueAt"
    RETURNING id, "workspaceId", "riskAction"->>'label' AS label, "actionDueAt" AS "dueAt"`;
}

async function withoutRepeated(tx: Tx, due: readonly DueRow[], now: Date): Promise<DueRow[]> {
  if (due.length === 0) return [];
  const told = await tx.$queryRaw<{ dealId: string; label: string }[]>`
    SELECT "dealId", payload->>'label' AS label FROM "DomainEvent"
    WHERE "dealId" = ANY(${due.map(({ id }) => id)}) AND name = 'deal.action_overdue'
      AND "occurredAt" > ${new Date(now.getTime() - QUIET_MS)}`;
  const known = new Set(told.map(({ dealId, label }) => `${dealId} ${label}`));
  return due.filter(({ id, label }) => !known.has(`${id} ${label}`));
}

function toEvent(now: Date): (row: DueRow) => DealDomainEvent {
  return ({ id, workspaceId, label, dueAt }) => ({
    name: "deal.action_overdue",
    workspaceId,
    dealId: id,
    occurredAt: now,
    label,
    dueAt: dueAt.toISOString(),
  });
}
