import type { Context } from "#lib/access/context.ts";
import { type DbOrTx, db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { findWebhook } from "#lib/webhooks/lock-webhook.ts";
import type { DeliveryDetailDto } from "#lib/webhooks/schema.ts";
import { deliveryDetailSelect, toDeliveryDetail } from "./queries.ts";

/**
 * One delivery with its body and every attempt.
 *
 * @throws AppError not_found or forbidden.
 */
export async function getDelivery(
  ctx: Context,
  webhookId: string,
  id: string,
  client: DbOrTx = db(),
): Promise<DeliveryDetailDto> {
  await findWebhook(client, ctx, webhookId);
  const delivery = await client.webhookDelivery.findFirst({
    where: { id, webhookId },
    select: deliveryDetailSelect,
  });
  if (!delivery) throw notFound("That delivery");
  return toDeliveryDetail(delivery);
}
