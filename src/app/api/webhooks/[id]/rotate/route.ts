import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { rotateSecret } from "#lib/webhooks/rotate-secret.ts";
import { webhookWithSecretSchema } from "#lib/webhooks/schema.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/webhooks/{id}/rotate",
  summary: "Replace the secret; the old one signs beside it for 24 hours",
  tag: "Webhooks",
  auth: "user",
  limit: "strict",
  params: z.object({ id: idSchema }),
  response: webhookWithSecretSchema,
  hasSecret: true,
  handler: ({ ctx, params: { id } }) => rotateSecret(ctx, id),
});
