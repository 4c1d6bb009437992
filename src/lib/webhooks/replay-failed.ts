import type { Context } from "#lib/access/context.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { afterCommit, transaction } from "#lib/platform/db.ts";
import { deliverWebhooksKind } from "#lib/webhooks/job-kinds.ts";
import { lockWebhook } from "#lib/webhooks/lock-webhook.ts";
import { requireActive } from "#lib/webhooks/resend-delivery.ts";
import type { ReplayInput } from "#lib/webhooks/schema.ts";
import { wakeDispatcher } from "#lib/webhooks/wake-dispatcher.ts";

/**
 * Sends everything again that was given up since a moment, and at once what has failed and waits for
 * its next attempt. Tests are left out.
 *
 * @returns how many deliveries will be sent.
 * @throws AppError not_found, forbidden, or conflict while the webhook is paused or disabled.
 */
export async function replayFailed(
  ctx: Context,
  webhookId: string,
  { since }: ReplayInput,
): Promise<{ count: number }> {
  return transaction(async (tx) => {
    const webhook = await lockWebhook(tx, ctx, webhookId);
    requireActive(webhook);
    // Those in somebody's hands are being sent at this moment.
    const count = await tx.$executeRaw`
      UPDATE "WebhookDelivery" delivery
      SET status = 'pending', "attemptsBefore" = "attemptCount", "nextAttemptAt" = ${ctx.now},
        "updatedAt" = ${ctx.now}
      FROM "WebhookEvent" event
      WHERE event.id = delivery."eventId" AND NOT event."isTest"
        AND delivery."webhookId" = ${webhookId} AND delivery."createdAt" >= ${new Date(since)}
        AND (delivery.status = 'dead'
          OR (delivery.status = 'pending' AND delivery."attemptCount" > delivery."attemptsBefore"))
        AND (delivery."leaseUntil" IS NULL OR delivery."leaseUntil" <= ${ctx.now})`;
    if (count > 0) {
      const { workspaceId } = webhook;
      await enqueue(tx, deliverWebhooksKind, { workspaceId }, { key: workspaceId });
      afterCommit(tx, wakeDispatcher);
    }
    return { count };
  });
}
