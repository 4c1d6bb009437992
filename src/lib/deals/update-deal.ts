import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { can } from "#lib/access/scope.ts";
import { changesBetween, type DealFacts } from "#lib/deals/changes-between.ts";
import { factsOf } from "#lib/deals/deal-facts.ts";
import { lockDeal, refusal } from "#lib/deals/lock-deal.ts";
import { type DealRow, dealSelect, toDeal } from "#lib/deals/queries.ts";
import { requireAssignable } from "#lib/deals/require-assignable.ts";
import type { DealDto, UpdateDealInput } from "#lib/deals/schema.ts";
import { isClosedStage, isOpenStage } from "#lib/deals/stages.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { fromDay } from "#lib/platform/calendar-day.ts";
import { transaction } from "#lib/platform/db.ts";
import { parseMajor } from "#lib/platform/money.ts";

/**
 * Changes the given fields of a deal and leaves the others. Moving it to a stage, closing and
 * reopening it are changes of `stage`. A change that changes nothing writes nothing.
 *
 * @throws AppError not_found, forbidden, invalid_input, or conflict when `version` is not the deal's.
 */
export async function updateDeal(
  ctx: Context,
  id: string,
  { version, ...input }: UpdateDealInput,
): Promise<DealDto> {
  return transaction(async (tx) => {
    const before = await lockDeal(tx, ctx, id, "deal.edit", version);
    const after = apply(before, input);
    const { fields, changes } = changesBetween(factsOf(before), after);
    if (Object.keys(fields).length === 0) return toDeal(before);
    if (fields.assigneeId) {
      if (!can(ctx, "deal.assign", before)) throw refusal("deal.assign");
      await requireAssignable(ctx, before.teamId, after.assignedToId, tx);
    }
    await tx.deal.update({
      where: { id },
      data: {
        ...columnsOf(after),
        ...(fields.stage ? stageColumns(ctx, before, after) : {}),
        version: { increment: 1 },
      },
    });
    await recordDomainEvents(tx, ctx, [
      {
        name: "deal.updated",
        workspaceId: before.workspaceId,
        dealId: id,
        occurredAt: ctx.now,
        fields,
        changes,
        version: before.version + 1,
      },
    ]);
    return toDeal(await tx.deal.findUniqueOrThrow({ where: { id }, select: dealSelect }));
  });
}

function apply(row: DealRow, input: Omit<UpdateDealInput, "version">): DealFacts {
  const { assigneeId, value, ...given } = input;
  const stated = Object.fromEntries(
    Object.entries(given).filter(([, field]) => field !== undefined),
  ) as Partial<DealFacts>;
  const facts: DealFacts = { ...factsOf(row), ...stated };
  return {
    ...facts,
    value: value === undefined ? facts.value : parseMajor(String(value), facts.currency),
    assignedToId: assigneeId === undefined ? facts.assignedToId : assigneeId,
  };
}

function columnsOf(facts: DealFacts): Prisma.DealUncheckedUpdateInput {
  return {
    ...facts,
    expectedCloseOn: fromDay(facts.expectedCloseOn),
    nextStepDueOn: fromDay(facts.nextStepDueOn),
  };
}

/** A deal corrected from won to lost keeps the moment at which it closed. */
function stageColumns(ctx: Context, before: DealRow, after: DealFacts) {
  const isOpen = isOpenStage(after.stage);
  return {
    isOpen,
    stageEnteredAt: ctx.now,
    closedAt: isOpen ? null : isClosedStage(before.stage) ? before.closedAt : ctx.now,
  };
}
