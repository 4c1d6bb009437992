import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { listIntegrations } from "#lib/integrations/list-integrations.ts";
import { integrationSchema } from "#lib/integrations/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/integrations",
  summary: "Every provider, and whether it is connected; never a credential",
  tag: "Integrations",
  auth: "user",
  limit: "lenient",
  response: z.object({ integrations: z.array(integrationSchema) }),
  handler: async ({ ctx }) => ({ integrations: await listIntegrations(ctx) }),
});
