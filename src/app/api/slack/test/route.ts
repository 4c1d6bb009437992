import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { testSlackSchema } from "#lib/slack/schema.ts";
import { sendTestMessage } from "#lib/slack/send-test-message.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/slack/test",
  summary: "Post a test message to an address that is not saved yet",
  tag: "Slack",
  auth: "user",
  limit: "strict",
  body: testSlackSchema,
  response: z.object({
    proof: z.string().meta({
      description: "Saves this address within the hour without another test message.",
    }),
  }),
  handler: ({ ctx, body }) => sendTestMessage(ctx, body),
});
