import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { deliveryDetailSchema } from "#lib/webhooks/schema.ts";
import { sendTest } from "#lib/webhooks/send-test.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/webhooks/{id}/test",
  summary: "Send a test event and wait for what the endpoint answers",
  tag: "Webhooks",
  auth: "user",
  limit: "strict",
  params: z.object({ id: idSchema }),
  response: z.object({ delivery: deliveryDetailSchema }),
  handler: async ({ ctx, params: { id } }) => ({ delivery: await sendTest(ctx, id) }),
});
