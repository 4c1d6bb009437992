import { z } from "zod";
import { alertSchema, alertsQuerySchema } from "#lib/analytics/alerts-schema.ts";
import { getAlerts } from "#lib/analytics/get-alerts.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/alerts",
  summary: "What is at risk, for each workspace",
  tag: "Notifications",
  auth: "user",
  limit: "lenient",
  query: alertsQuerySchema,
  response: z.object({ alerts: z.array(alertSchema) }),
  handler: async ({ ctx, query }) => ({ alerts: await getAlerts(ctx, query) }),
});
