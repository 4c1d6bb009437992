import type { Context } from "#lib/access/context.ts";
import { type Workspace, workspaceById } from "#lib/access/workspace.ts";
import { getWebhook } from "#lib/webhooks/get-webhook.ts";
import { listDeliveries } from "#lib/webhooks/list-deliveries.ts";
import type { DeliveryDto, ListDeliveriesInput, WebhookDto } from "#lib/webhooks/schema.ts";

export type WebhookPage = {
  webhook: WebhookDto;
  workspace: Workspace;
  deliveries: DeliveryDto[];
  nextCursor: string | null;
};

/**
 * All that the page of one webhook shows.
 *
 * @throws AppError not_found or forbidden.
 */
export async function getWebhookPage(
  ctx: Context,
  id: string,
  input: ListDeliveriesInput,
): Promise<WebhookPage> {
  const webhook = await getWebhook(ctx, id);
  const workspace = workspaceById(ctx, webhook.teamId ?? ctx.user.id);
  return { webhook, workspace, ...(await listDeliveries(ctx, id, input)) };
}
