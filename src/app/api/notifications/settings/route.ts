import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { getSettings } from "#lib/notifications/get-settings.ts";
import { saveSettings } from "#lib/notifications/save-settings.ts";
import { notificationSettingsSchema, saveSettingsSchema } from "#lib/notifications/schema.ts";

const path = "/api/notifications/settings";
const response = z.object({ settings: notificationSettingsSchema });

export const GET = createRoute({
  method: "GET",
  path,
  summary: "How one wants to be told",
  tag: "Notifications",
  auth: "user",
  limit: "lenient",
  response,
  handler: async ({ ctx }) => ({ settings: await getSettings(ctx) }),
});

export const PUT = createRoute({
  method: "PUT",
  path,
  summary: "Choose how one wants to be told",
  tag: "Notifications",
  auth: "user",
  limit: "standard",
  body: saveSettingsSchema,
  response,
  handler: async ({ ctx, body }) => ({ settings: await saveSettings(ctx, body) }),
});
