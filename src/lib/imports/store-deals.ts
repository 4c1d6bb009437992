import type { Context } from "#lib/access/context.ts";
import { isClosedStage, isOpenStage } from "#lib/deals/stages.ts";
import { updateColumns } from "#lib/deals/update-columns.ts";
import type { DealChange, DomainEvent } from "#lib/events/domain-event.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { compareDeal } from "./compare-deal.ts";
import { type KnownDeal, lockDealsByExternalId, refusalOf } from "./find-deals.ts";
import type { BatchOutcome, ImportTarget } from "./import-file.ts";
import type { ImportedDeal } from "./map-deal.ts";

/** Creates the deals that are new and changes those that the file knows better. */
export async function storeDeals(
  tx: Tx,
  ctx: Context,
  target: ImportTarget,
  deals: ImportedDeal[],
): Promise<BatchOutcome> {
  const { workspace } = target;
  const known = await lockDealsByExternalId(
    tx,
    workspace,
    deals.map(({ externalId }) => externalId),
  );
  const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, errors: [] };
  const fresh: ImportedDeal[] = [];
  const changed: ReturnType<typeof compareDeal>[] = [];
  for (const deal of deals) {
    const before = known.get(deal.externalId);
    if (!before) {
      fresh.push(deal);
      continue;
    }
    const refusal = sourceRefusal(before) ?? refusalOf(ctx, before);
    if (refusal) {
      outcome.errors.push({ row: deal.row, column: null, message: refusal });
      continue;
    }
    const comparison = compareDeal(ctx, target, before, deal);
    if (comparison.isChanged) changed.push(comparison);
    else outcome.unchanged += 1;
  }
  const events = [
    ...(await createDeals(tx, ctx, target, fresh)),
    ...changed.map(
      ({ before, fields, changes }): DomainEvent => ({
        name: "deal.imported",
        source: "csv",
        outcome: "updated",
        workspaceId: workspace.id,
        dealId: before.id,
        occurredAt: ctx.now,
        fields,
        changes,
      }),
    ),
  ];
  await updateColumns(
    tx,
    ctx.now,
    changed.map(({ before, columns }) => ({ id: before.id, ...columns })),
  );
  await recordDomainEvents(tx, ctx, events);
  return { ...outcome, created: fresh.length, updated: changed.length };
}

function sourceRefusal({ source }: KnownDeal): string | null {
  if (source === "csv") return null;
  return `This deal comes from ${source === "hubspot" ? "HubSpot" : "Salesforce"}, which keeps it up to date; change it there.`;
}

async function createDeals(
  tx: Tx,
  ctx: Context,
  { workspace, people }: ImportTarget,
  deals: ImportedDeal[],
): Promise<DomainEvent[]> {
  const created = deals.map((deal) => ({ id: newId(ctx.now), deal, at: momentsOf(ctx, deal) }));
  await insertRows(
    tx,
    "Deal",
    created.map(({ id, deal, at }) => ({
      id,
      workspaceId: workspace.id,
      teamId: workspace.teamId,
      userId: ctx.user.id,
      assignedToId: people.findAssignee(deal.owner),
      source: "csv",
      externalId: deal.externalId,
      name: deal.name,
      company: deal.company,
      companyDomain: deal.companyDomain,
      contactName: deal.contactName,
      contactEmail: deal.contactEmail,
      location: deal.location,
      stage: deal.stage,
      remoteStage: deal.remoteStage,
      isOpen: isOpenStage(deal.stage),
      value: deal.value ?? 0n,
      currency: deal.currency,
      expectedCloseOn: deal.expectedCloseOn,
      nextStep: deal.nextStep,
      nextStepDueOn: deal.nextStepDueOn,
      ...at,
      riskReasons: [],
      updatedAt: ctx.now,
    })),
  );
  return created.map(({ id, deal, at }) => ({
    name: "deal.imported",
    source: "csv",
    outcome: "created",
    workspaceId: workspace.id,
    dealId: id,
    occurredAt: ctx.now,
    changes: beginningOf(deal, at),
  }));
}

type Moments = { createdAt: Date; stageEnteredAt: Date; closedAt: Date | null };

/** Moments the file leaves open follow from the others; with none at all it is the import's. */
function momentsOf({ now }: Context, deal: ImportedDeal): Moments {
  const isClosed = isClosedStage(deal.stage);
  const closedAt = isClosed ? (deal.closedAt ?? deal.stageEnteredAt ?? now) : null;
  const createdAt = deal.createdAt ?? deal.stageEnteredAt ?? closedAt ?? now;
  const stageEnteredAt = deal.stageEnteredAt ?? closedAt ?? createdAt;
  return {
    createdAt,
    stageEnteredAt: new Date(Math.max(stageEnteredAt.getTime(), createdAt.getTime())),
    closedAt,
  };
}

/**
 * How the deal came to where it is, as far as one row can tell: it began in Discovery and went to its
 * stage in one step. Marked as assumed until its stage history says better.
 */
function beginningOf(
  deal: ImportedDeal,
  { createdAt, stageEnteredAt, closedAt }: Moments,
): DealChange[] {
  const created: DealChange = {
    type: "deal_created",
    occurredAt: createdAt,
    payload: {
      stage: "discovery",
      value: { minor: String(deal.value ?? 0n), currency: deal.currency },
      expectedCloseOn: deal.expectedCloseOn,
      nextStep: { text: deal.nextStep, dueOn: deal.nextStepDueOn },
      assumed: true,
      ...(deal.stage === "discovery" && stageEnteredAt > createdAt
        ? { stageEnteredAt: stageEnteredAt.toISOString() }
        : {}),
    },
  };
  if (deal.stage === "discovery") return [created];
  return [
    created,
    {
      type: "stage_changed",
      occurredAt: closedAt ?? stageEnteredAt,
      payload: {
        from: "discovery",
        to: deal.stage,
        assumed: true,
        ...(deal.closeReason ? { reason: deal.closeReason } : {}),
      },
    },
  ];
}
