import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { listNotifications } from "#lib/notifications/list-notifications.ts";
import { listNotificationsSchema, notificationSchema } from "#lib/notifications/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/notifications",
  summary: "One's own notifications, newest first",
  tag: "Notifications",
  auth: "user",
  limit: "lenient",
  query: listNotificationsSchema,
  response: z.object({
    notifications: z.array(notificationSchema),
    unreadCount: z.number().int().meta({ description: "Of all of them, whatever the filters." }),
    nextCursor: z.string().nullable(),
  }),
  handler: ({ ctx, query }) => listNotifications(ctx, query),
});
