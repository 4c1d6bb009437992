import { z } from "zod";

// What Google Calendar's v3 API answers, as far as it is read here. A cancelled event may come with
// nothing but its id and status, a private one without its title.

const time = z.object({
  /** RFC 3339 with an offset. */
  dateTime: z.iso.datetime({ offset: true }).optional(),
  /** All-day: the day; an end is the day after the last one. */
  date: z.iso.date().optional(),
  timeZone: z.string().optional(),
});

export const attendeeSchema = z.object({
  email: z.string().optional(),
  displayName: z.string().optional(),
  self: z.boolean().default(false),
  organizer: z.boolean().default(false),
  resource: z.boolean().default(false),
  responseStatus: z.string().optional(),
});

export const eventSchema = z.object({
  id: z.string().min(1),
  status: z.enum(["confirmed", "tentative", "cancelled"]).default("confirmed"),
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  start: time.optional(),
  end: time.optional(),
  attendees: z.array(attendeeSchema).default([]),
  htmlLink: z.string().optional(),
});
export type GoogleEvent = z.infer<typeof eventSchema>;

export const eventsPageSchema = z.object({
  summary: z.string().optional(),
  timeZone: z.string().optional(),
  items: z.array(z.unknown()).default([]),
  nextPageToken: z.string().optional(),
});

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  /** Only the first exchange of a code gives one. */
  refresh_token: z.string().optional(),
});

export const problemSchema = z.object({
  error: z.object({
    code: z.number().optional(),
    message: z.string().default(""),
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});

export const oauthProblemSchema = z.object({
  error: z.string(),
  error_description: z.string().optional(),
});
