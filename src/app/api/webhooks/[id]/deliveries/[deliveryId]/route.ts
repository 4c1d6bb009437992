import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { getDelivery } from "#lib/webhooks/get-delivery.ts";
import { deliveryDetailSchema } from "#lib/webhooks/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/webhooks/{id}/deliveries/{deliveryId}",
  summary: "One delivery with its body and every attempt",
  tag: "Webhooks",
  auth: "user",
  limit: "lenient",
  params: z.object({ id: idSchema, deliveryId: idSchema }),
  response: z.object({ delivery: deliveryDetailSchema }),
  handler: async ({ ctx, params: { id, deliveryId } }) => ({
    delivery: await getDelivery(ctx, id, deliveryId),
  }),
});
