import { z } from "zod";
import { toMoment } from "#lib/platform/local-time.ts";

/** What the form of a meeting sends, as text; times are local ones of the workspace. */
export const meetingFormSchema = z.object({
  title: z.string().trim().min(1, "must not be empty").max(500),
  startsAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, "must be a date and a time")
    .refine((text) => text >= "1970" && text < "2200", "must lie between 1970 and 2200"),
  minutes: z.coerce.number("must be a number").int().min(5, "must be at least 5").max(1_440),
  attendees: z
    .string()
    .max(5_000)
    .optional()
    .transform((text) => (text ?? "").split(/[\s,;]+/).filter(Boolean))
    .pipe(z.array(z.email("must be e-mail addresses, separated by commas")).max(50)),
  description: z.string().trim().max(5_000).optional(),
});

/** The start and the end of such a meeting as moments. */
export function momentsOf(
  { startsAt, minutes }: { startsAt: string; minutes: number },
  timezone: string,
): { startsAt: string; endsAt: string } {
  const start = toMoment(startsAt, timezone);
  return { startsAt: start, endsAt: new Date(Date.parse(start) + minutes * 60_000).toISOString() };
}
