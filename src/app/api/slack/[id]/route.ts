import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { deleteChannel } from "#lib/slack/delete-channel.ts";
import { getChannel } from "#lib/slack/get-channel.ts";
import { slackChannelSchema, updateSlackSchema } from "#lib/slack/schema.ts";
import { updateChannel } from "#lib/slack/update-channel.ts";

const params = z.object({ id: idSchema });
const path = "/api/slack/{id}";
const response = z.object({ channel: slackChannelSchema });

export const GET = createRoute({
  method: "GET",
  path,
  summary: "One Slack channel",
  tag: "Slack",
  auth: "user",
  limit: "lenient",
  params,
  response,
  handler: async ({ ctx, params: { id } }) => ({ channel: await getChannel(ctx, id) }),
});

export const PATCH = createRoute({
  method: "PATCH",
  path,
  summary: "Change a Slack channel, pause it or switch it on again",
  tag: "Slack",
  auth: "user",
  limit: "standard",
  params,
  body: updateSlackSchema,
  response,
  handler: async ({ ctx, params: { id }, body }) => ({
    channel: await updateChannel(ctx, id, body),
  }),
});

export const DELETE = createRoute({
  method: "DELETE",
  path,
  summary: "Take a Slack channel away",
  tag: "Slack",
  auth: "user",
  limit: "standard",
  params,
  response: z.object({ id: z.string() }),
  handler: async ({ ctx, params: { id } }) => {
    await deleteChannel(ctx, id);
    return { id };
  },
});
