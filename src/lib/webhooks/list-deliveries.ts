import type { Context } from "#lib/access/context.ts";
import { db } from "#lib/platform/db.ts";
import { newestFirst } from "#lib/platform/newest-first.ts";
import { findWebhook } from "#lib/webhooks/lock-webhook.ts";
import type { DeliveryDto, ListDeliveriesInput } from "#lib/webhooks/schema.ts";
import { deliveryListSelect, toDelivery } from "./queries.ts";

/**
 * The deliveries of a webhook, newest first, a page at a time.
 *
 * @throws AppError not_found or forbidden.
 */
export async function listDeliveries(
  ctx: Context,
  webhookId: string,
  { limit, cursor, status }: ListDeliveriesInput,
): Promise<{ deliveries: DeliveryDto[]; nextCursor: string | null }> {
  await findWebhook(db(), ctx, webhookId);
  const { after, orderBy, take, pageOf } = newestFirst({ limit, cursor });
  const rows = await db().webhookDelivery.findMany({
    where: {
      webhookId,
      ...(status ? { status } : {}),
      ...after,
    },
    orderBy,
    take,
    select: deliveryListSelect,
  });
  const { page, nextCursor } = pageOf(rows);
  return {
    deliveries: page.map(toDelivery),
    nextCursor,
  };
}
