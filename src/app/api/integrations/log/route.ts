import { z } from "zod";
import { pageSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { listLog } from "#lib/integrations/list-log.ts";
import { PROVIDERS } from "#lib/integrations/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/integrations/log",
  summary: "What your integrations have done",
  tag: "Integrations",
  auth: "user",
  limit: "lenient",
  query: pageSchema.extend({
    provider: z.enum(PROVIDERS).optional(),
    status: z.enum(["success", "partial", "failed"]).optional(),
  }),
  response: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        integration: z.string(),
        action: z.string(),
        status: z.string(),
        message: z.string(),
        createdAt: z.string(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  handler: ({ ctx, query }) => listLog(ctx, query),
});
