import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { type KnownDeal, lockDealsByExternalId, refusalOf, unknownDeal } from "./find-deals.ts";
import type { BatchOutcome, ImportTarget } from "./import-file.ts";
import type { ImportedActivity } from "./map-activity.ts";
import { columnName } from "./read-cell.ts";

type NewEvent = Prisma.DealEventCreateManyInput & { externalId: string };

/** Adds touchpoints to the event logs of their deals; those already there stay as they are. */
export async function storeActivities(
  tx: Tx,
  ctx: Context,
  target: ImportTarget,
  activities: ImportedActivity[],
): Promise<BatchOutcome> {
  const ids = [...new Set(activities.map(({ dealExternalId }) => dealExternalId))];
  const deals = await lockDealsByExternalId(tx, target.workspace, ids);
  const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, errors: [] };
  const rows: NewEvent[] = [];
  for (const activity of activities) {
    const deal = deals.get(activity.dealExternalId);
    const refusal = deal ? refusalOf(ctx, deal) : unknownDeal(activity.dealExternalId);
    if (!deal || refusal !== null) {
      const column = deal ? null : columnName(target.plan, "dealId");
      outcome.errors.push({ row: activity.row, column, message: refusal ?? "" });
      continue;
    }
    rows.push(toEvent(ctx, target, deal, activity));
  }
  const fresh = await withoutKnown(tx, rows);
  await insertRows(tx, "DealEvent", fresh);
  const countOf = new Map<string, number>();
  for (const { dealId } of fresh) countOf.set(dealId, (countOf.get(dealId) ?? 0) + 1);
  await recordDomainEvents(
    tx,
    ctx,
    [...countOf].map(([dealId, count]) => ({
      name: "deal.history_imported",
      workspaceId: target.workspace.id,
      dealId,
      occurredAt: ctx.now,
      added: count,
    })),
  );
  return { ...outcome, created: fresh.length, unchanged: rows.length - fresh.length };
}

/** Nobody else adds events of this source while the import holds its lock, so looking first is safe. */
async function withoutKnown(tx: Tx, rows: NewEvent[]): Promise<NewEvent[]> {
  const known = await tx.$queryRaw<{ dealId: string; externalId: string }[]>`
    SELECT "dealId", "externalId" FROM "DealEvent"
    WHERE "dealId" = ANY(${[...new Set(rows.map(({ dealId }) => dealId))]}) AND source = 'csv'
      AND "externalId" = ANY(${rows.map(({ externalId }) => externalId)})`;
  const keys = new Set(known.map(({ dealId, externalId }) => `${dealId} ${externalId}`));
  return rows.filter(({ dealId, externalId }) => !keys.has(`${dealId} ${externalId}`));
}

function toEvent(
  ctx: Context,
  { people }: ImportTarget,
  deal: KnownDeal,
  { type, direction, occurredAt, externalId, actor, payload }: ImportedActivity,
): NewEvent {
  const actorId = people.find(actor);
  return {
    id: newId(ctx.now),
    dealId: deal.id,
    type,
    direction,
    occurredAt,
    recordedAt: ctx.now,
    source: "csv",
    externalId,
    actorId,
    payload: { ...payload, ...(actor && !actorId ? { sourceActor: actor } : {}) },
  };
}
