import type { Context } from "#lib/access/context.ts";
import type { PublicEventName } from "#lib/events/public-event.ts";
import { PUBLIC_EVENTS } from "#lib/events/public-event.ts";
import { db } from "#lib/platform/db.ts";
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
export async function queueDeliveries(
  webhookId: string,
  count: number,
  now: Date,
): Promise<string[]> {
  const { workspaceId } = await db().webhook.findUniqueOrThrow({ where: { id: webhookId } });
  const ids = Array.from({ length: count }, () => `evt_${newId(now)}`);
  await db().webhookEvent.createMany({
    data: ids.map((id) => ({
      id,
      workspaceId,
      event: "deal.created",
      body: payloadText(id, "deal.created", now, { id: "deal_1", name: "Zażółć & <Co>" }),
      createdAt: now,
    })),
  });
  await db().webhookDelivery.createMany({
    data: ids.map((eventId) => ({ webhookId, eventId, nextAttemptAt: now, createdAt: now })),
  });
  return ids;
}
