import type { Context } from "#lib/access/context.ts";
import type { PublicEventName } from "#lib/events/public-event.ts";
import { PUBLIC_EVENTS } from "#lib/events/public-event.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { createWebhook } from "#lib/webhooks/create-webhook.ts";
import { payloadText } from "#lib/webhooks/payload.ts";
import type { WebhookReceiver } from "#test/standins/webhook-receiver.ts";

/** Makes an endpoint at a path of the receiver, which gets to know its secret. */
export async function makeEndpoint(
  ctx: Context,
  receiver: WebhookReceiver,
  path: string,
  options: { teamId?: string | null; events?: PublicEventName[] } = {},
): Promise<string> {
  const { webhook, secret } = await createWebhook(ctx, {
    name: path,
    url: receiver.url + path,
    events: options.events ?? [...PUBLIC_EVENTS],
    teamId: options.teamId ?? null,
  });
  receiver.secrets.set(path, secret);
  return webhook.id;
}

/** Queues so many deliveries at an endpoint, past every use case. */
export async function queueDeliveries(webhookId: string, count: number, now: Date): Promise<void> {
  const { workspaceId } = await db().webhook.findUniqueOrThrow({ where: { id: webhookId } });
  const event = "deal.created";
  const events = Array.from({ length: count }, () => {
    const id = `evt_${newId(now)}`;
    const body = payloadText(id, event, now, { id: "deal_1", name: "Zażółć & <Co>" });
    return { id, workspaceId, event, body, isTest: false, createdAt: now };
  });
  const deliveries = events.map(({ id: eventId }) => ({
    id: newId(now),
    webhookId,
    eventId,
    status: "pending",
    attemptCount: 0,
    attemptsBefore: 0,
    nextAttemptAt: now,
    createdAt: now,
    updatedAt: now,
  }));
  await transaction(async (tx) => {
    await insertRows(tx, "WebhookEvent", events);
    await insertRows(tx, "WebhookDelivery", deliveries);
  });
}
