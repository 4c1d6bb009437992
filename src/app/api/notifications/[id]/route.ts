import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { markRead } from "#lib/notifications/mark-read.ts";
import { markReadSchema, notificationSchema } from "#lib/notifications/schema.ts";

export const PATCH = createRoute({
  method: "PATCH",
  path: "/api/notifications/{id}",
  summary: "Mark a notification as read or unread",
  tag: "Notifications",
  auth: "user",
  limit: "lenient",
  params: z.object({ id: idSchema }),
  body: markReadSchema,
  response: z.object({ notification: notificationSchema }),
  handler: async ({ ctx, params: { id }, body }) => ({
    notification: await markRead(ctx, id, body),
  }),
});
