import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { retryMessages } from "#lib/slack/retry-messages.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/slack/{id}/retry",
  summary: "Post again what was given up for a channel",
  tag: "Slack",
  auth: "user",
  limit: "standard",
  params: z.object({ id: idSchema }),
  response: z.object({
    count: z.number().int().meta({ description: "How many happenings will be told." }),
  }),
  handler: ({ ctx, params: { id } }) => retryMessages(ctx, id),
});
