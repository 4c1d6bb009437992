import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { resendDelivery } from "#lib/webhooks/resend-delivery.ts";
import { deliveryDetailSchema } from "#lib/webhooks/schema.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/webhooks/{id}/deliveries/{deliveryId}/resend",
  summary: "Send a delivery again, under the same id",
  tag: "Webhooks",
  auth: "user",
  limit: "standard",
  params: z.object({ id: idSchema, deliveryId: idSchema }),
  response: z.object({ delivery: deliveryDetailSchema }),
  handler: async ({ ctx, params: { id, deliveryId } }) => ({
    delivery: await resendDelivery(ctx, { id: deliveryId, webhookId: id }),
  }),
});
