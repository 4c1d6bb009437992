import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { retryEmail } from "#lib/email/retry-email.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/emails/{id}/retry",
  summary: "Send a mail again that was given up",
  tag: "E-mail",
  auth: "user",
  limit: "standard",
  params: z.object({ id: idSchema }),
  response: z.object({ email: z.object({ id: z.string(), status: z.literal("queued") }) }),
  handler: async ({ ctx, params: { id } }) => {
    await retryEmail(ctx, id);
    return { email: { id, status: "queued" as const } };
  },
});
