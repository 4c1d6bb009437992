import type { Origin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { RemoteTouch } from "#lib/integrations/remote-record.ts";
import type { SyncTarget } from "#lib/integrations/sync-target.ts";
import type { Tx } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/new-id.ts";

/**
 * Adds the touchpoints that are not in the logs yet, in one statement, and lets the deals' risk answer.
 * A touchpoint is known by its id at the provider. Gives how many were added.
 */
export async function storeTouches(
  tx: Tx,
  origin: Origin,
  { provider, workspaceId }: SyncTarget,
  touches: readonly RemoteTouch[],
): Promise<number> {
  if (touches.length === 0) return 0;
  const { now } = origin;
  const rows = touches.map(({ note, startsAt, endsAt, ...touch }) => ({
    ...touch,
    id: newId(now),
    payload: {
      ...(note ? { note } : {}),
      ...(startsAt ? { startsAt: startsAt.toISOString() } : {}),
      ...(endsAt ? { endsAt: endsAt.toISOString() } : {}),
    },
  }));
  const added = await tx.$queryRaw<{ dealId: string; count: number }[]>`
    WITH added AS (
      INSERT INTO "DealEvent" (id, "dealId", type, direction, "occurredAt", "recordedAt", source,
        "externalId", payload)
      SELECT x.id, d.id, x.type::"DealEventType", x.direction::"Direction", x."occurredAt", ${now},
        ${provider}, x."externalId", x.payload
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id text, "dealExternalId" text,
        type text, direction text, "occurredAt" timestamptz, "externalId" text, payload jsonb)
      JOIN "Deal" d ON d."workspaceId" = ${workspaceId} AND d.source = ${provider}::"DealSource"
        AND d."externalId" = x."dealExternalId" AND d."deletedAt" IS NULL
      ON CONFLICT DO NOTHING
      RETURNING "dealId")
    SELECT "dealId", count(*)::int AS count FROM added GROUP BY "dealId"`;
  await recordDomainEvents(
    tx,
    origin,
    added.map(({ dealId, count }) => ({
      name: "deal.touchpoints_synced",
      workspaceId,
      dealId,
      occurredAt: now,
      added: count,
    })),
  );
  return added.reduce((sum, { count }) => sum + count, 0);
}
