import { recordAudit } from "#lib/audit/record-audit.ts";
import { systemOrigin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import type { Attempt } from "#lib/webhooks/attempt-delivery.ts";
import { type Health, healthAfter } from "#lib/webhooks/endpoint-health.ts";

/**
 * Notes what came of some attempts: the log, the deliveries, the health of their endpoints. Endpoints
 * that are gone or have failed for too long are switched off, and what waits for them is given up.
 * Only who still holds the lease of a delivery changes it.
 */
export async function recordAttempts(attempts: readonly Attempt[], now: Date): Promise<void> {
  if (attempts.length === 0) return;
  await transaction(async (tx) => {
    // Endpoints before deliveries, here as everywhere: two who lock both cannot wait for each other.
    const givenUp = await updateHealth(tx, attempts, now);
    const held = await settleDeliveries(tx, attempts, givenUp, now);
    await insertRows(
      tx,
      "WebhookAttempt",
      attempts.filter(({ claim }) => held.has(claim.id)).map(toRow),
      { skipKnown: true },
    );
  });
}

/** Gives the ids of endpoints that get nothing any more, whether switched off just now or before. */
async function updateHealth(
  tx: Tx,
  attempts: readonly Attempt[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const telling = attempts.filter(
    ({ claim, verdict }) => !claim.isTest && (claim.isFailing || verdict.status !== "succeeded"),
  );
  const byWebhook = Map.groupBy(telling, ({ claim }) => claim.webhookId);
  if (byWebhook.size === 0) return new Set();
  const ids = [...byWebhook.keys()].sort();
  await tx.$queryRaw`SELECT 1 FROM "Webhook" WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const webhooks = await tx.webhook.findMany({
    where: { id: { in: ids } },
    orderBy: { id: "asc" },
    select: {
      id: true,
      workspaceId: true,
      name: true,
      isActive: true,
      disabledAt: true,
      consecutiveFailures: true,
      failingSince: true,
      throttledUntil: true,
    },
  });
  const changes = webhooks.map((webhook) => {
    const attempted = byWebhook.get(webhook.id) ?? [];
    return { webhook, ...healthAfter(webhook, attempted, now) };
  });
  await storeHealth(tx, changes, now);
  const switchedOff = changes.flatMap(({ webhook, disabledReason }) =>
    webhook.isActive && disabledReason ? [{ ...webhook, disabledReason }] : [],
  );
  for (const webhook of switchedOff) await disable(tx, webhook, now);
  return new Set([
    ...switchedOff.map(({ id }) => id),
    ...webhooks.filter(({ disabledAt }) => disabledAt !== null).map(({ id }) => id),
  ]);
}

async function storeHealth(
  tx: Tx,
  changes: readonly (Health & { webhook: { id: string } })[],
  now: Date,
): Promise<void> {
  const rows = changes.map(({ webhook, consecutiveFailures, failingSince, throttledUntil }) => ({
    id: webhook.id,
    consecutiveFailures,
    failingSince,
    throttledUntil,
  }));
  await tx.$executeRaw`
    UPDATE "Webhook" webhook
    SET "consecutiveFailures" = health."consecutiveFailures",
      "failingSince" = health."failingSince", "throttledUntil" = health."throttledUntil",
      "updatedAt" = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS health(
      id text, "consecutiveFailures" int, "failingSince" timestamptz, "throttledUntil" timestamptz)
    WHERE webhook.id = health.id`;
}

async function disable(
  tx: Tx,
  webhook: { id: string; workspaceId: string; name: string; disabledReason: string },
  now: Date,
): Promise<void> {
  const { id, workspaceId, name, disabledReason: reason } = webhook;
  await tx.webhook.update({
    where: { id },
    data: { isActive: false, disabledAt: now, disabledReason: reason },
  });
  // Those that are in somebody's hands end as their attempt does.
  await tx.webhookDelivery.updateMany({
    where: {
      webhookId: id,
      status: "pending",
      OR: [{ leaseUntil: null }, { leaseUntil: { lte: now } }],
    },
    data: { status: "dead", nextAttemptAt: null },
  });
  const origin = systemOrigin(now);
  await recordAudit(tx, origin, {
    workspaceId,
    action: "webhook.disabled",
    targetType: "webhook",
    targetId: id,
    metadata: { reason },
  });
  await recordDomainEvents(tx, origin, [
    {
      name: "webhook.disabled",
      workspaceId,
      dealId: null,
      occurredAt: now,
      webhookId: id,
      webhookName: name,
      reason,
    },
  ]);
}

/** Gives the ids of the deliveries that were still held by whoever made the attempt. */
async function settleDeliveries(
  tx: Tx,
  attempts: readonly Attempt[],
  givenUp: ReadonlySet<string>,
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = attempts.map(({ claim, number, verdict }) => {
    const isDead = verdict.status === "pending" && givenUp.has(claim.webhookId);
    return {
      id: claim.id,
      leaseToken: claim.leaseToken,
      number,
      status: isDead ? "dead" : verdict.status,
      nextAttemptAt: isDead ? null : verdict.nextAttemptAt,
    };
  });
  const settled = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "WebhookDelivery" delivery
    SET status = result.status, "attemptCount" = result.number,
      "nextAttemptAt" = result."nextAttemptAt", "leaseToken" = NULL, "leaseUntil" = NULL,
      "updatedAt" = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS result(
      id text, "leaseToken" text, number int, status "DeliveryStatus", "nextAttemptAt" timestamptz)
    WHERE delivery.id = result.id AND delivery."leaseToken" = result."leaseToken"
    RETURNING delivery.id`;
  return new Set(settled.map(({ id }) => id));
}

function toRow({ claim, verdict: _, ...attempt }: Attempt) {
  return { id: newId(attempt.at), deliveryId: claim.id, ...attempt };
}
