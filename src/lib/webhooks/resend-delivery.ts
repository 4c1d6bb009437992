import type { Context } from "#lib/access/context.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { afterCommit, type Tx, transaction } from "#lib/platform/db.ts";
import { AppError, notFound } from "#lib/platform/errors.ts";
import { getDelivery } from "#lib/webhooks/get-delivery.ts";
import { deliverWebhooksKind } from "#lib/webhooks/job-kinds.ts";
import { lockWebhook, webhookScope } from "#lib/webhooks/lock-webhook.ts";
import type { DeliveryDetailDto } from "#lib/webhooks/schema.ts";
import { wakeDispatcher } from "#lib/webhooks/wake-dispatcher.ts";
import type { WebhookRow } from "./queries.ts";

/**
 * Sends a delivery again, whatever became of it, with the same id and body and the whole schedule of
 * attempts before it.
 *
 * @param webhookId the webhook that the delivery has to belong to; left out, whichever it is.
 * @throws AppError not_found, forbidden, or conflict while the webhook is paused or disabled.
 */
export async function resendDelivery(
  ctx: Context,
  { id, webhookId: given }: { id: string; webhookId?: string },
): Promise<DeliveryDetailDto> {
  return transaction(async (tx) => {
    const webhookId = given ?? (await webhookOf(tx, ctx, id));
    const webhook = await lockWebhook(tx, ctx, webhookId);
    const { attemptCount } = await getDelivery(ctx, webhookId, id, tx);
    requireActive(webhook);
    await tx.webhookDelivery.update({
      where: { id },
      data: { status: "pending", attemptsBefore: attemptCount, nextAttemptAt: ctx.now },
    });
    await enqueue(
      tx,
      deliverWebhooksKind,
      { workspaceId: webhook.workspaceId },
      { key: webhook.workspaceId },
    );
    afterCommit(tx, wakeDispatcher);
    return await getDelivery(ctx, webhookId, id, tx);
  });
}

async function webhookOf(tx: Tx, ctx: Context, deliveryId: string): Promise<string> {
  const delivery = await tx.webhookDelivery.findFirst({
    where: { id: deliveryId, webhook: webhookScope(ctx) },
    select: { webhookId: true },
  });
  if (!delivery) throw notFound("That delivery");
  return delivery.webhookId;
}

/** @throws AppError conflict: what is sent again to a webhook that gets nothing would only wait. */
export function requireActive({ isActive, disabledAt }: WebhookRow): void {
  if (isActive) return;
  throw new AppError(
    "conflict",
    `This webhook is ${disabledAt ? "disabled" : "paused"}. Make it active again first.`,
  );
}
