import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { disconnect } from "#lib/integrations/disconnect.ts";
import { connectCalendar } from "#lib/integrations/google-calendar/connect.ts";
import { getIntegration } from "#lib/integrations/list-integrations.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { integrationSchema, syncSettingsSchema } from "#lib/integrations/schema.ts";

const path = "/api/integrations/google-calendar";
const tag = "Integrations";
const response = z.object({ integration: integrationSchema });

export const PUT = createRoute({
  method: "PUT",
  path,
  summary: "Connect a Google calendar: the credentials are tried before they are saved",
  tag,
  auth: "user",
  limit: "strict",
  body: z.object({
    apiKey: z.string().max(2_000).optional().meta({ description: "Reads public calendars only." }),
    refreshToken: z.string().max(2_000).optional(),
    calendarId: z.string().max(500).optional().meta({ description: "Default: primary" }),
    ...syncSettingsSchema.shape,
  }),
  response,
  handler: async ({ ctx, body }) => {
    await connectCalendar(ctx, body, syncSettingsSchema.parse(body), REAL_PACE);
    return { integration: await getIntegration(ctx, "google_calendar") };
  },
});

export const DELETE = createRoute({
  method: "DELETE",
  path,
  summary: "Disconnect the Google calendar: the credentials are deleted, the meetings stay",
  tag,
  auth: "user",
  limit: "standard",
  response,
  handler: async ({ ctx }) => {
    await disconnect(ctx, "google_calendar");
    return { integration: await getIntegration(ctx, "google_calendar") };
  },
});
