import type { Context } from "#lib/access/context.ts";
import { requireDone } from "#lib/deals/carry-out.ts";
import { removeDeals } from "#lib/deals/remove-deals.ts";
import { transaction } from "#lib/platform/db.ts";

/**
 * Takes a deal out of every list and sum. Its record and its audit trail stay in the database, and for
 * RESTORABLE_DAYS it can be brought back.
 *
 * @throws AppError not_found or forbidden.
 */
export async function deleteDeal(ctx: Context, id: string): Promise<void> {
  await transaction(async (tx) => requireDone(await removeDeals(tx, ctx, [{ id }]), id));
}
