import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { markAllRead } from "#lib/notifications/mark-all-read.ts";
import { readAllSchema } from "#lib/notifications/schema.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/notifications/read-all",
  summary: "Mark all one's notifications as read",
  tag: "Notifications",
  auth: "user",
  limit: "lenient",
  query: readAllSchema,
  response: z.object({ read: z.number().int().meta({ description: "How many were unread." }) }),
  handler: async ({ ctx, query }) => ({ read: await markAllRead(ctx, query) }),
});
