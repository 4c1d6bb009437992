import type { Context } from "#lib/access/context.ts";
import { lockDeal } from "#lib/deals/lock-deal.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { transaction } from "#lib/platform/db.ts";

/**
 * Takes a deal out of every list and sum. Its record and its audit trail stay in the database.
 *
 * @throws AppError not_found or forbidden.
 */
export async function deleteDeal(ctx: Context, id: string): Promise<void> {
  await transaction(async (tx) => {
    const deal = await lockDeal(tx, ctx, id, "deal.delete");
    await recordDomainEvents(tx, ctx, [
      { name: "deal.deleted", workspaceId: deal.workspaceId, dealId: id, occurredAt: ctx.now },
    ]);
    await tx.deal.update({
      where: { id },
      // The id at the source is given free: the same record imported again is a new deal.
      data: { deletedAt: ctx.now, externalId: null, version: { increment: 1 } },
    });
  });
}
