import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { deleteWebhook } from "#lib/webhooks/delete-webhook.ts";
import { getWebhook } from "#lib/webhooks/get-webhook.ts";
import { updateWebhookSchema, webhookSchema } from "#lib/webhooks/schema.ts";
import { updateWebhook } from "#lib/webhooks/update-webhook.ts";

const params = z.object({ id: idSchema });
const path = "/api/webhooks/{id}";
const response = z.object({ webhook: webhookSchema });

export const GET = createRoute({
  method: "GET",
  path,
  summary: "One webhook with how it is doing",
  tag: "Webhooks",
  auth: "user",
  limit: "lenient",
  params,
  response,
  handler: async ({ ctx, params: { id } }) => ({ webhook: await getWebhook(ctx, id) }),
});

export const PATCH = createRoute({
  method: "PATCH",
  path,
  summary: "Change a webhook, pause it or make it active again",
  tag: "Webhooks",
  auth: "user",
  limit: "standard",
  params,
  body: updateWebhookSchema,
  response,
  handler: async ({ ctx, params: { id }, body }) => ({
    webhook: await updateWebhook(ctx, id, body),
  }),
});

export const DELETE = createRoute({
  method: "DELETE",
  path,
  summary: "Delete a webhook with its log",
  tag: "Webhooks",
  auth: "user",
  limit: "standard",
  params,
  response: z.object({ id: z.string() }),
  handler: async ({ ctx, params: { id } }) => {
    await deleteWebhook(ctx, id);
    return { id };
  },
});
