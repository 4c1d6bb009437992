import type { Context } from "#lib/access/context.ts";
import { db } from "#lib/platform/db.ts";
import { findWebhook } from "#lib/webhooks/lock-webhook.ts";
import type { WebhookDto } from "#lib/webhooks/schema.ts";
import { toOneWebhook } from "./queries.ts";

/** @throws AppError not_found, or forbidden for a team's webhook to those who do not look after it. */
export async function getWebhook(ctx: Context, id: string): Promise<WebhookDto> {
  return await toOneWebhook(db(), await findWebhook(db(), ctx, id), ctx.now);
}
