import { createRoute } from "#lib/http/create-route.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { syncResultSchema } from "#lib/integrations/schema.ts";
import { syncNow } from "#lib/integrations/sync-now.ts";

export const maxDuration = 300;

export const POST = createRoute({
  method: "POST",
  path: "/api/integrations/google-calendar/sync",
  summary: "Sync with the Google calendar now",
  tag: "Integrations",
  auth: "user",
  limit: "strict",
  response: syncResultSchema,
  handler: ({ ctx }) => syncNow(ctx, "google_calendar", REAL_PACE),
});
