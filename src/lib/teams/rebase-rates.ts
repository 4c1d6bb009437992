import type { Tx } from "#lib/platform/db.ts";

/**
 * Exchange rates of a workspace are given in its own currency. When that changes they are converted by
 * the rate of the new one; without that rate they mean nothing any more and go, and amounts in other
 * currencies are counted as being without a rate.
 */
export async function rebaseRates(
  tx: Tx,
  workspaceId: string,
  { from, to, now }: { from: string; to: string; now: Date },
): Promise<void> {
  const bridge = await tx.exchangeRate.findUnique({
    where: { workspaceId_currency: { workspaceId, currency: to } },
    select: { id: true, rate: true },
  });
  if (!bridge || bridge.rate.isZero()) {
    await tx.exchangeRate.deleteMany({ where: { workspaceId } });
    return;
  }
  await tx.exchangeRate.deleteMany({ where: { workspaceId, currency: from } });
  await tx.$executeRaw`
    UPDATE "ExchangeRate" SET
      currency = CASE WHEN id = ${bridge.id} THEN ${from} ELSE currency END,
      rate = CASE WHEN id = ${bridge.id} THEN 1 ELSE rate END / ${bridge.rate.toFixed()}::numeric,
      "updatedAt" = ${now}
    WHERE "workspaceId" = ${workspaceId}`;
}
