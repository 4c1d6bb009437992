import type { Origin } from "#lib/events/origin.ts";
import type { SyncTarget } from "#lib/integrations/sync-target.ts";
import type { Tx } from "#lib/platform/db.ts";

/** Marks the deals whose records are gone at the provider. They stay here, with all their history. */
export async function markGone(
  tx: Tx,
  { now }: Origin,
  { workspaceId, provider }: SyncTarget,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Deal" SET "remoteDeletedAt" = ${now}, "updatedAt" = ${now}
    WHERE "workspaceId" = ${workspaceId} AND source = ${provider}::"DealSource"
      AND "externalId" = ANY(${[...externalIds]}) AND "remoteDeletedAt" IS NULL`;
}
