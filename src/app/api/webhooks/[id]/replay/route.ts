import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { replayFailed } from "#lib/webhooks/replay-failed.ts";
import { replaySchema } from "#lib/webhooks/schema.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/webhooks/{id}/replay",
  summary: "Send everything again that failed since a moment",
  tag: "Webhooks",
  auth: "user",
  limit: "strict",
  params: z.object({ id: idSchema }),
  body: replaySchema,
  response: z.object({
    count: z.number().int().meta({ description: "Deliveries that will be sent." }),
  }),
  handler: ({ ctx, params: { id }, body }) => replayFailed(ctx, id, body),
});
