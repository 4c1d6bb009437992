import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { checkHealth, healthSchema } from "#lib/platform/health.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/health",
  summary: "Whether the service works, and what is degraded",
  tag: "Operations",
  auth: "public",
  limit: "lenient",
  response: z.object({ health: healthSchema }),
  handler: async () => ({ health: await checkHealth() }),
});
