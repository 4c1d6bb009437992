import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { transaction } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { lockWebhook } from "#lib/webhooks/lock-webhook.ts";
import { OVERLAP_HOURS, type WebhookWithSecret } from "#lib/webhooks/schema.ts";
import { newSecret } from "#lib/webhooks/sign.ts";
import { toOneWebhook, webhookSelect } from "./queries.ts";

const HOUR_MS = 3_600_000;

/**
 * Gives a webhook a new secret, which is in this answer and in no other. The one it replaces signs
 * beside it for a day; one that was being replaced already is given up at once, so that rotating
 * twice ends a secret that has leaked.
 *
 * @throws AppError not_found, forbidden, or unavailable when the installation can keep no secrets.
 */
export async function rotateSecret(ctx: Context, id: string): Promise<WebhookWithSecret> {
  const secret = newSecret();
  return transaction(async (tx) => {
    const { workspaceId } = await lockWebhook(tx, ctx, id);
    const { secret: previousSecret } = await tx.webhook.findUniqueOrThrow({
      where: { id },
      select: { secret: true },
    });
    const webhook = await tx.webhook.update({
      where: { id },
      data: {
        secret: seal(secret, "webhook.secret"),
        previousSecret,
        previousSecretUntil: new Date(ctx.now.getTime() + OVERLAP_HOURS * HOUR_MS),
      },
      select: webhookSelect,
    });
    await recordAudit(tx, ctx, {
      workspaceId,
      action: "webhook.secret_rotated",
      targetType: "webhook",
      targetId: id,
    });
    return { webhook: await toOneWebhook(tx, webhook, ctx.now), secret };
  });
}
