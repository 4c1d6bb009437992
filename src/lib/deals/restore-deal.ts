import type { Context } from "#lib/access/context.ts";
import { bringBackDeals } from "#lib/deals/bring-back-deals.ts";
import { requireDone } from "#lib/deals/carry-out.ts";
import { dealSelect, toDeal } from "#lib/deals/queries.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import { transaction } from "#lib/platform/db.ts";

/**
 * Brings a deleted deal back, with its history and, unless another deal has it by now, its id at the
 * source. A deal that is not deleted is left as it is.
 *
 * @throws AppError not_found for a deal that is unknown or was deleted more than RESTORABLE_DAYS ago,
 * forbidden for somebody who could not delete it either.
 */
export async function restoreDeal(ctx: Context, id: string): Promise<DealDto> {
  return transaction(async (tx) => {
    requireDone(await bringBackDeals(tx, ctx, [{ id }]), id);
    return toDeal(await tx.deal.findUniqueOrThrow({ where: { id }, select: dealSelect }));
  });
}
