import { z } from "zod";
import { idSchema, pageSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { createMeeting } from "#lib/meetings/create-meeting.ts";
import { listMeetings } from "#lib/meetings/list-meetings.ts";
import { createMeetingSchema, meetingSchema } from "#lib/meetings/schema.ts";

const path = "/api/integrations/google-calendar/events";
const tag = "Integrations";

export const GET = createRoute({
  method: "GET",
  path,
  summary: "Meetings, the latest first; with dealId those of the deal and those suggested for it",
  tag,
  auth: "user",
  limit: "lenient",
  query: pageSchema.extend({ dealId: idSchema.optional() }),
  response: z.object({ meetings: z.array(meetingSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, query }) => listMeetings(ctx, query),
});

export const POST = createRoute({
  method: "POST",
  path,
  summary: "Plan a meeting: in the calendar where it may be written to, and else here alone",
  tag,
  auth: "user",
  limit: "standard",
  status: 201,
  body: createMeetingSchema,
  response: z.object({ meeting: meetingSchema, isInCalendar: z.boolean(), note: z.string() }),
  handler: ({ ctx, body }) => createMeeting(ctx, body, REAL_PACE),
});
