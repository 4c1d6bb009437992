import { randomUUID } from "node:crypto";
import { db } from "#lib/platform/db.ts";

/**
 * How long a delivery is somebody's alone. An attempt ends within 15 s; the rest is for clocks that
 * differ and processes that stall. What a process held when it died comes back after this.
 */
export const LEASE_MS = 45_000;

/** An endpoint at which something is due. */
export type DueEndpoint = { id: string; workspaceId: string; isFailing: boolean };

/** A delivery in hand, with all that it takes to send it. */
export type Claim = {
  id: string;
  leaseToken: string;
  webhookId: string;
  workspaceId: string;
  url: string;
  /** Sealed, as is the one it replaces while that is still valid. */
  secret: string;
  previousSecret: string | null;
  eventId: string;
  event: string;
  body: string;
  isTest: boolean;
  attemptCount: number;
  attemptsBefore: number;
  /** Whether a success would be news about the endpoint. */
  isFailing: boolean;
};

/**
 * Endpoints at which something is due, in the order of their ids from `after` on. The search goes from
 * endpoint to endpoint, not from delivery to delivery: however many wait at one, it costs one step.
 */
export async function listDueEndpoints(
  now: Date,
  { after, limit }: { after: string; limit: number },
): Promise<DueEndpoint[]> {
  return await db().$queryRaw<DueEndpoint[]>`
    WITH RECURSIVE waiting AS (
      (SELECT "webhookId" FROM "WebhookDelivery"
        WHERE status = 'pending' AND "webhookId" > ${after} ORDER BY "webhookId" LIMIT 1)
      UNION ALL
      SELECT (SELECT d."webhookId" FROM "WebhookDelivery" d
        WHERE d.status = 'pending' AND d."webhookId" > w."webhookId" ORDER BY d."webhookId" LIMIT 1)
      FROM waiting w WHERE w."webhookId" IS NOT NULL
    )
    SELECT webhook.id, webhook."workspaceId", webhook."failingSince" IS NOT NULL AS "isFailing"
    FROM waiting JOIN "Webhook" webhook ON webhook.id = waiting."webhookId"
    WHERE webhook."isActive"
      AND (webhook."throttledUntil" IS NULL OR webhook."throttledUntil" <= ${now})
      AND EXISTS (SELECT 1 FROM "WebhookDelivery" d
        WHERE d."webhookId" = webhook.id AND d.status = 'pending' AND d."nextAttemptAt" <= ${now}
          AND (d."leaseUntil" IS NULL OR d."leaseUntil" <= ${now}))
    LIMIT ${limit}`;
}

/** Takes up to so many due deliveries of each endpoint, those that wait longest first. */
export async function claimDeliveries(
  now: Date,
  quotas: ReadonlyMap<string, number>,
): Promise<Claim[]> {
  if (quotas.size === 0) return [];
  const leaseToken = randomUUID();
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const wanted = JSON.stringify([...quotas].map(([id, count]) => ({ id, count })));
  return await db().$queryRaw<Claim[]>`
    WITH picked AS (
      SELECT due.id
      FROM jsonb_to_recordset(${wanted}::jsonb) AS quota(id text, count int)
      CROSS JOIN LATERAL (
        SELECT d.id FROM "WebhookDelivery" d
        WHERE d."webhookId" = quota.id AND d.status = 'pending' AND d."nextAttemptAt" <= ${now}
          AND (d."leaseUntil" IS NULL OR d."leaseUntil" <= ${now})
        ORDER BY d."nextAttemptAt", d.id LIMIT quota.count FOR UPDATE SKIP LOCKED
      ) due
    )
    UPDATE "WebhookDelivery" delivery
    SET "leaseToken" = ${leaseToken}, "leaseUntil" = ${leaseUntil}
    FROM picked, "Webhook" webhook, "WebhookEvent" event
    WHERE delivery.id = picked.id AND webhook.id = delivery."webhookId"
      AND event.id = delivery."eventId"
    RETURNING delivery.id, delivery."leaseToken", delivery."attemptCount",
      delivery."attemptsBefore", webhook.id AS "webhookId", webhook."workspaceId", webhook.url,
      webhook.secret,
      CASE WHEN webhook."previousSecretUntil" > ${now} THEN webhook."previousSecret" END
        AS "previousSecret",
      webhook."failingSince" IS NOT NULL AS "isFailing",
      event.id AS "eventId", event.event, event.body, event."isTest"`;
}

/** Gives deliveries back unsent, to be taken up again at a later moment. */
export async function postponeDeliveries(claims: readonly Claim[], until: Date): Promise<void> {
  const ids = claims.map(({ id }) => id);
  const tokens = claims.map(({ leaseToken }) => leaseToken);
  await db().webhookDelivery.updateMany({
    where: { id: { in: ids }, leaseToken: { in: tokens } },
    data: { leaseToken: null, leaseUntil: null, nextAttemptAt: until },
  });
}
