import type { Context } from "#lib/access/context.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
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
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const rows = await db().webhookDelivery.findMany({
    where: {
      webhookId,
      ...(status ? { status } : {}),
      ...(after
        ? {
            OR: [
              { createdAt: { lt: new Date(after[0]) } },
              { createdAt: new Date(after[0]), id: { gt: after[1] } },
            ],
          }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit + 1,
    select: deliveryListSelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    deliveries: page.map(toDelivery),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
