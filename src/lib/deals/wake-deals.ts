import type { Origin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import type { Band } from "#lib/risk/types.ts";

/** Ends the snoozes of deals that the caller has locked; those that are awake are passed over. */
export async function wakeDeals(tx: Tx, origin: Origin, ids: readonly string[]): Promise<void> {
  const woken = await tx.$queryRaw<{ id: string; workspaceId: string; snoozedBand: Band | null }[]>`
    UPDATE "Deal" d
    SET "snoozedUntil" = NULL, "snoozeReason" = NULL, "snoozedBand" = NULL
    FROM "Deal" before
    WHERE d.id = ANY(${ids}) AND before.id = d.id AND d."snoozedUntil" IS NOT NULL
    RETURNING d.id, d."workspaceId", before."snoozedBand"::text AS "snoozedBand"`;
  await recordDomainEvents(
    tx,
    origin,
    woken.map(({ id, workspaceId, snoozedBand }) => ({
      name: "deal.woken",
      workspaceId,
      dealId: id,
      occurredAt: origin.now,
      snoozedBand,
    })),
  );
}
