import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";

export const meetingSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    location: z.string().nullable(),
    startsAt: z.string(),
    endsAt: z.string(),
    isAllDay: z.boolean(),
    status: z.enum(["confirmed", "tentative", "cancelled"]),
    attendees: z.array(z.object({ email: z.string(), name: z.string().nullable() })),
    dealId: z.string().nullable(),
    /** How it came to its deal; rejected: unlinked by a person, and no later sync links it again. */
    link: z.enum(["none", "suggested", "automatic", "manual", "rejected"]),
    /** Why it was linked, as 'title contains "Acme Corp"'. */
    linkReason: z.string().nullable(),
    suggestions: z.array(z.object({ dealId: z.string(), reason: z.string() })),
    /** google_calendar or manual. */
    source: z.string(),
  })
  .meta({ id: "Meeting" });
export type MeetingDto = z.infer<typeof meetingSchema>;

const moment = z.iso.datetime({
  offset: true,
  error: "must be a moment as 2026-01-31T14:00:00Z",
});

export const createMeetingSchema = z
  .object({
    dealId: idSchema.nullable().optional(),
    title: z.string().trim().min(1, "must not be empty").max(500),
    description: z.string().trim().max(5_000).optional(),
    location: z.string().trim().max(500).optional(),
    startsAt: moment,
    endsAt: moment,
    attendees: z.array(z.email("must be an e-mail address")).max(50).default([]),
    /** Whether Google mails those invited. */
    invite: z.boolean().default(false),
  })
  .refine(({ startsAt, endsAt }) => Date.parse(endsAt) > Date.parse(startsAt), {
    path: ["endsAt"],
    message: "must lie after the start",
  });
export type CreateMeetingInput = z.infer<typeof createMeetingSchema>;

/** A deal to link to; null unlinks, and keeps later syncs from linking it again. */
export const linkMeetingSchema = z.object({ dealId: idSchema.nullable() });
