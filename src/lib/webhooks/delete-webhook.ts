import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { transaction } from "#lib/platform/db.ts";
import { lockWebhook } from "#lib/webhooks/lock-webhook.ts";

/**
 * Deletes a webhook with its log. What waits for it is not sent.
 *
 * @throws AppError not_found or forbidden.
 */
export async function deleteWebhook(ctx: Context, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { workspaceId } = await lockWebhook(tx, ctx, id);
    await tx.webhook.delete({ where: { id } });
    await recordAudit(tx, ctx, {
      workspaceId,
      action: "webhook.deleted",
      targetType: "webhook",
      targetId: id,
    });
  });
}
