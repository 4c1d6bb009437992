import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { listDeliveries } from "#lib/webhooks/list-deliveries.ts";
import { deliverySchema, listDeliveriesSchema } from "#lib/webhooks/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/webhooks/{id}/deliveries",
  summary: "The deliveries of a webhook, newest first",
  tag: "Webhooks",
  auth: "user",
  limit: "lenient",
  params: z.object({ id: idSchema }),
  query: listDeliveriesSchema,
  response: z.object({ deliveries: z.array(deliverySchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, params: { id }, query }) => listDeliveries(ctx, id, query),
});
