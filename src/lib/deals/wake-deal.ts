import type { Context } from "#lib/access/context.ts";
import { lockDeal } from "#lib/deals/lock-deal.ts";
import { dealSelect, toDeal } from "#lib/deals/queries.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import { wakeDeals } from "#lib/deals/wake-deals.ts";
import { transaction } from "#lib/platform/db.ts";

/**
 * Ends a deal's snooze before its day. A deal that is awake stays as it is.
 *
 * @throws AppError not_found, forbidden.
 */
export async function wakeDeal(ctx: Context, id: string): Promise<DealDto> {
  return transaction(async (tx) => {
    await lockDeal(tx, ctx, id, "deal.edit");
    await wakeDeals(tx, ctx, [id]);
    return toDeal(await tx.deal.findUniqueOrThrow({ where: { id }, select: dealSelect }));
  });
}
