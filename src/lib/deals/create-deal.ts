import type { Context } from "#lib/access/context.ts";
import { holdMembership } from "#lib/access/hold-membership.ts";
import { mayCreateIn } from "#lib/access/scope.ts";
import { refusal } from "#lib/deals/lock-deal.ts";
import { dealSelect, toDeal } from "#lib/deals/queries.ts";
import { loadAssignable } from "#lib/deals/require-assignable.ts";
import type { CreateDealInput, DealDto } from "#lib/deals/schema.ts";
import { isClosedStage } from "#lib/deals/stages.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { fromDay, toDay } from "#lib/platform/calendar-day.ts";
import { transaction } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";
import { parseMajor } from "#lib/platform/money.ts";

/**
 * Creates a deal, in a team or, without one, for its creator alone.
 *
 * @throws AppError invalid_input, forbidden when the role may not create deals in the team, not_found
 * when they were removed from it a moment ago.
 */
export async function createDeal(ctx: Context, input: CreateDealInput): Promise<DealDto> {
  const teamId = input.teamId ?? null;
  const membership = ctx.memberships.find(({ team }) => team.id === teamId);
  if (teamId !== null) {
    if (!membership) throw invalid("teamId", "is not one of your teams");
    if (!mayCreateIn(ctx, teamId)) throw refusal("deal.create");
  }
  const currency = input.currency ?? membership?.team.currency ?? ctx.user.currency;
  const value = parseMajor(String(input.value), currency);
  const isOpen = !isClosedStage(input.stage);
  return transaction(async (tx) => {
    if (teamId !== null) await holdMembership(tx, ctx, teamId, "deal.create");
    const requireAssignable = await loadAssignable(tx, ctx, input.assigneeId);
    requireAssignable(teamId);
    const deal = await tx.deal.create({
      data: {
        workspaceId: teamId ?? ctx.user.id,
        userId: ctx.user.id,
        teamId,
        assignedToId: input.assigneeId ?? null,
        name: input.name,
        company: input.company ?? null,
        companyDomain: input.companyDomain ?? null,
        contactName: input.contactName ?? null,
        contactEmail: input.contactEmail ?? null,
        location: input.location ?? null,
        stage: input.stage,
        isOpen,
        closedAt: isOpen ? null : ctx.now,
        value,
        currency,
        expectedCloseOn: fromDay(input.expectedCloseOn ?? null),
        nextStep: input.nextStep ?? null,
        nextStepDueOn: fromDay(input.nextStepDueOn ?? null),
        stageEnteredAt: ctx.now,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      },
      select: {
        id: true,
        workspaceId: true,
        expectedCloseOn: true,
        nextStep: true,
        nextStepDueOn: true,
      },
    });
    await recordDomainEvents(tx, ctx, [
      {
        name: "deal.created",
        workspaceId: deal.workspaceId,
        dealId: deal.id,
        occurredAt: ctx.now,
        change: {
          type: "deal_created",
          payload: {
            stage: input.stage,
            value: { minor: value.toString(), currency },
            expectedCloseOn: toDay(deal.expectedCloseOn),
            nextStep: { text: deal.nextStep, dueOn: toDay(deal.nextStepDueOn) },
          },
        },
      },
    ]);
    return toDeal(await tx.deal.findUniqueOrThrow({ where: { id: deal.id }, select: dealSelect }));
  });
}
