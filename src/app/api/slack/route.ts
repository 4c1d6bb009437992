import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { createChannel } from "#lib/slack/create-channel.ts";
import { listChannels } from "#lib/slack/list-channels.ts";
import { createSlackSchema, listSlackSchema, slackChannelSchema } from "#lib/slack/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/slack",
  summary: "The Slack channels that you look after",
  tag: "Slack",
  auth: "user",
  limit: "lenient",
  query: listSlackSchema,
  response: z.object({ channels: z.array(slackChannelSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, query }) => listChannels(ctx, query),
});

export const POST = createRoute({
  method: "POST",
  path: "/api/slack",
  summary: "Add a Slack channel in which a test message has arrived",
  tag: "Slack",
  auth: "user",
  limit: "strict",
  body: createSlackSchema,
  response: z.object({ channel: slackChannelSchema }),
  status: 201,
  handler: async ({ ctx, body }) => ({ channel: await createChannel(ctx, body) }),
});
