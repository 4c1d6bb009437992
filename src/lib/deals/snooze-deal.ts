import type { Context } from "#lib/access/context.ts";
import { workspaceById } from "#lib/access/workspace.ts";
import { lockDeal } from "#lib/deals/lock-deal.ts";
import { dealSelect, toDeal } from "#lib/deals/queries.ts";
import type { DealDto, SnoozeDealInput } from "#lib/deals/schema.ts";
import { snoozeDays } from "#lib/deals/snooze-days.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { transaction } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";
import { toMoment } from "#lib/platform/local-time.ts";

/**
 * Keeps a deal off the worklist and its people undisturbed until that day begins in the workspace's
 * zone. Its score goes on; a snoozed deal can be snoozed anew. Not an edit of the record: its version
 * stays, so that nobody's form is refused for it.
 *
 * @throws AppError not_found, forbidden, or invalid_input for a closed deal and for a day that is not
 * within a year from tomorrow.
 */
export async function snoozeDeal(
  ctx: Context,
  id: string,
  { until, reason }: SnoozeDealInput,
): Promise<DealDto> {
  return transaction(async (tx) => {
    const deal = await lockDeal(tx, ctx, id, "deal.edit");
    if (!deal.isOpen)
      throw invalid("until", "A closed deal raises no alarm that could be put off.");
    const { timezone } = workspaceById(ctx, deal.workspaceId);
    const { first, last } = snoozeDays(ctx.now, timezone);
    if (until < first) throw invalid("until", `must be ${first} or later`);
    if (until > last) throw invalid("until", `must be ${last} or earlier`);
    const snoozedUntil = toMoment(`${until}T00:00`, timezone);
    await tx.deal.update({
      where: { id },
      data: { snoozedUntil, snoozeReason: reason, snoozedBand: deal.riskBand },
    });
    const happened = { workspaceId: deal.workspaceId, dealId: id, occurredAt: ctx.now };
    await recordDomainEvents(tx, ctx, [
      { name: "deal.snoozed", ...happened, until: snoozedUntil, reason },
    ]);
    return toDeal(await tx.deal.findUniqueOrThrow({ where: { id }, select: dealSelect }));
  });
}
