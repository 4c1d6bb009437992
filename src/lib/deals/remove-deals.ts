import type { Context } from "#lib/access/context.ts";
import { carryOut, type Outcome, type Target } from "#lib/deals/carry-out.ts";
import type { Tx } from "#lib/platform/db.ts";

/** Takes deals out of every list and sum, in the caller's transaction. */
export function removeDeals(
  tx: Tx,
  ctx: Context,
  targets: readonly Target[],
): Promise<ReadonlyMap<string, Outcome>> {
  return carryOut(tx, ctx, targets, {
    action: "deal.delete",
    decide: ({ id, workspaceId }) => ({
      id,
      events: [{ name: "deal.deleted", workspaceId, dealId: id, occurredAt: ctx.now }],
    }),
    write: async (decisions) => {
      const ids = decisions.map(({ id }) => id);
      // The id at the source is given free: the same record imported again is a new deal.
      await tx.$executeRaw`
        UPDATE "Deal" SET "deletedAt" = ${ctx.now}, "freedExternalId" = "externalId",
          "externalId" = NULL, version = version + 1, "updatedAt" = ${ctx.now}
        WHERE id = ANY(${ids})`;
    },
  });
}
