import { dealSelect, toDeal } from "#lib/deals/queries.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import type { DbOrTx } from "#lib/platform/db.ts";

/**
 * Deals by id as they are stored, for consumers of what happened to them: the change that caused the
 * event has been authorised, and whoever is told subscribes to the deal's own workspace.
 */
export async function loadDeals(
  tx: DbOrTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DealDto>> {
  const rows = await tx.deal.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: dealSelect,
  });
  return new Map(rows.map((row) => [row.id, toDeal(row)]));
}
