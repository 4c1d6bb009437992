import type { Context } from "#lib/access/context.ts";
import { requireDone } from "#lib/deals/carry-out.ts";
import { editDeals } from "#lib/deals/edit-deals.ts";
import { dealSelect, toDeal } from "#lib/deals/queries.ts";
import type { DealDto, UpdateDealInput } from "#lib/deals/schema.ts";
import { transaction } from "#lib/platform/db.ts";

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
    requireDone(await editDeals(tx, ctx, [{ id, version }], input), id);
    return toDeal(await tx.deal.findUniqueOrThrow({ where: { id }, select: dealSelect }));
  });
}
