import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { createWebhook } from "#lib/webhooks/create-webhook.ts";
import { listWebhooks } from "#lib/webhooks/list-webhooks.ts";
import {
  createWebhookSchema,
  listWebhooksSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from "#lib/webhooks/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/webhooks",
  summary: "The webhooks that you look after, with how they are doing",
  tag: "Webhooks",
  auth: "user",
  limit: "lenient",
  query: listWebhooksSchema,
  response: z.object({ webhooks: z.array(webhookSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, query }) => listWebhooks(ctx, query),
});

export const POST = createRoute({
  method: "POST",
  path: "/api/webhooks",
  summary: "Make a webhook; its secret is in this answer only",
  tag: "Webhooks",
  auth: "user",
  limit: "standard",
  body: createWebhookSchema,
  response: webhookWithSecretSchema,
  status: 201,
  hasSecret: true,
  handler: ({ ctx, body }) => createWebhook(ctx, body),
});
