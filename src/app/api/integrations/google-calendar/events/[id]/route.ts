import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { linkMeeting } from "#lib/meetings/link-meeting.ts";
import { linkMeetingSchema, meetingSchema } from "#lib/meetings/schema.ts";

export const PATCH = createRoute({
  method: "PATCH",
  path: "/api/integrations/google-calendar/events/{id}",
  summary: "Link a meeting to a deal, or to none; either sticks",
  tag: "Integrations",
  auth: "user",
  limit: "standard",
  params: z.object({ id: idSchema }),
  body: linkMeetingSchema,
  response: z.object({ meeting: meetingSchema }),
  handler: async ({ ctx, params: { id }, body }) => ({
    meeting: await linkMeeting(ctx, id, body.dealId),
  }),
});
