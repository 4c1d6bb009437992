import type { Context } from "#lib/access/context.ts";
import { can } from "#lib/access/scope.ts";
import { carryOut, type Outcome, type Target } from "#lib/deals/carry-out.ts";
import { changesBetween, type DealFacts } from "#lib/deals/changes-between.ts";
import { factsOf } from "#lib/deals/deal-facts.ts";
import { type LockedDeal, refusal } from "#lib/deals/lock-deal.ts";
import { loadAssignable } from "#lib/deals/require-assignable.ts";
import type { UpdateDealInput } from "#lib/deals/schema.ts";
import { isClosedStage, isOpenStage } from "#lib/deals/stages.ts";
import { updateColumns } from "#lib/deals/update-columns.ts";
import type { Tx } from "#lib/platform/db.ts";
import { parseMajor } from "#lib/platform/money.ts";

/** Sets the given fields of deals and leaves the others, in the caller's transaction. */
export async function editDeals(
  tx: Tx,
  ctx: Context,
  targets: readonly Target[],
  input: Omit<UpdateDealInput, "version">,
): Promise<ReadonlyMap<string, Outcome>> {
  const requireAssignable = await loadAssignable(tx, ctx, input.assigneeId);
  return carryOut(tx, ctx, targets, {
    action: "deal.edit",
    decide: (before) => {
      const after = apply(before, input);
      const { fields, changes } = changesBetween(factsOf(before), after);
      if (Object.keys(fields).length === 0) return null;
      if (fields.assigneeId) {
        if (!can(ctx, "deal.assign", before)) throw refusal("deal.assign");
        if (after.assignedToId !== null) requireAssignable(before.teamId);
      }
      return {
        columns: { id: before.id, ...after, ...stageColumns(ctx, before, after) },
        events: [
          {
            name: "deal.updated",
            workspaceId: before.workspaceId,
            dealId: before.id,
            occurredAt: ctx.now,
            fields,
            changes,
            version: before.version + 1,
          },
        ],
      };
    },
    write: (decisions) =>
      updateColumns(
        tx,
        ctx.now,
        decisions.map(({ columns }) => columns),
      ),
  });
}

function apply(deal: LockedDeal, input: Omit<UpdateDealInput, "version">): DealFacts {
  const { assigneeId, value, ...given } = input;
  const stated = Object.fromEntries(
    Object.entries(given).filter(([, field]) => field !== undefined),
  ) as Partial<DealFacts>;
  const facts: DealFacts = { ...factsOf(deal), ...stated };
  return {
    ...facts,
    value: value === undefined ? facts.value : parseMajor(String(value), facts.currency),
    assignedToId: assigneeId === undefined ? facts.assignedToId : assigneeId,
  };
}

/** A deal corrected from won to lost keeps the moment at which it closed. */
function stageColumns(ctx: Context, before: LockedDeal, after: DealFacts) {
  const { stageEnteredAt, closedAt, remoteStage } = before;
  if (before.stage === after.stage) return { stageEnteredAt, closedAt, remoteStage };
  return {
    stageEnteredAt: ctx.now,
    closedAt: isOpenStage(after.stage) ? null : isClosedStage(before.stage) ? closedAt : ctx.now,
    remoteStage,
  };
}
