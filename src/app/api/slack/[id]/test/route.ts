import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { slackChannelSchema } from "#lib/slack/schema.ts";
import { testChannel } from "#lib/slack/test-channel.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/slack/{id}/test",
  summary: "Post a test message to a channel and wait for what Slack answers",
  tag: "Slack",
  auth: "user",
  limit: "strict",
  params: z.object({ id: idSchema }),
  response: z.object({
    hasArrived: z.boolean(),
    reason: z.string().nullable().meta({ description: "Why it has not arrived." }),
    channel: slackChannelSchema,
  }),
  handler: ({ ctx, params: { id } }) => testChannel(ctx, id),
});
