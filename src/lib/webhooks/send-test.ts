import { randomUUID } from "node:crypto";
import type { Context } from "#lib/access/context.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/new-id.ts";
import { attemptDelivery } from "#lib/webhooks/attempt-delivery.ts";
import { type Claim, LEASE_MS } from "#lib/webhooks/claim-deliveries.ts";
import { getDelivery } from "#lib/webhooks/get-delivery.ts";
import { lockWebhook } from "#lib/webhooks/lock-webhook.ts";
import { payloadText } from "#lib/webhooks/payload.ts";
import { TEST_EVENT } from "#lib/webhooks/payload-schema.ts";
import { recordAttempts } from "#lib/webhooks/record-attempts.ts";
import type { DeliveryDetailDto } from "#lib/webhooks/schema.ts";

/**
 * Sends an event that means nothing and waits for the answer: signed and logged like any other, tried
 * once, and no sign of the endpoint's health. Works for a paused webhook too, to see whether it is
 * ready.
 *
 * @throws AppError not_found, forbidden, or unavailable when the secret cannot be read.
 */
export async function sendTest(ctx: Context, webhookId: string): Promise<DeliveryDetailDto> {
  const claim = await transaction(async (tx): Promise<Claim> => {
    const { workspaceId, url, name } = await lockWebhook(tx, ctx, webhookId);
    const { secret, previousSecret, previousSecretUntil } = await tx.webhook.findUniqueOrThrow({
      where: { id: webhookId },
      select: { secret: true, previousSecret: true, previousSecretUntil: true },
    });
    const eventId = `evt_${newId(ctx.now)}`;
    const data = { message: "This is a test. Nothing has happened.", webhookId, webhook: name };
    const body = payloadText(eventId, TEST_EVENT, ctx.now, data);
    await tx.webhookEvent.create({
      data: {
        id: eventId,
        workspaceId,
        event: TEST_EVENT,
        body,
        isTest: true,
        createdAt: ctx.now,
      },
    });
    const leaseToken = randomUUID();
    const { id } = await tx.webhookDelivery.create({
      data: {
        webhookId,
        eventId,
        nextAttemptAt: ctx.now,
        // In our hands from the beginning; should we die, a dispatcher sends it.
        leaseToken,
        leaseUntil: new Date(ctx.now.getTime() + LEASE_MS),
        createdAt: ctx.now,
      },
      select: { id: true },
    });
    const isOverlap = previousSecretUntil !== null && previousSecretUntil > ctx.now;
    return {
      id,
      leaseToken,
      webhookId,
      workspaceId,
      url,
      secret,
      previousSecret: isOverlap ? previousSecret : null,
      eventId,
      event: TEST_EVENT,
      body,
      isTest: true,
      attemptCount: 0,
      attemptsBefore: 0,
      isFailing: false,
    };
  });
  const startedAt = performance.now();
  const now = () => new Date(ctx.now.getTime() + performance.now() - startedAt);
  const attempt = await attemptDelivery(claim, { now, random: Math.random });
  if (!attempt) {
    await db().webhookEvent.delete({ where: { id: claim.eventId } });
    throw new AppError(
      "unavailable",
      "This webhook's secret cannot be read, so nothing can be signed. Rotate the secret.",
    );
  }
  await recordAttempts([attempt], now());
  return await getDelivery(ctx, webhookId, claim.id);
}
