import { z } from "zod";

const optional = z
  .string()
  .trim()
  .max(2_000)
  .nullish()
  .transform((value) => value || null);

/**
 * A key reads public calendars; a refresh token (made by "Connect with Google") reads one's own and may
 * write.
 */
export const googleCredentials = z
  .object({
    apiKey: optional,
    refreshToken: optional,
    calendarId: z
      .string()
      .trim()
      .max(500)
      .nullish()
      .transform((value) => value || "primary"),
  })
  .superRefine(({ apiKey, refreshToken, calendarId }, context) => {
    if (!apiKey && !refreshToken) {
      context.addIssue({
        code: "custom",
        path: ["apiKey"],
        message: "is missing: give an API key for a public calendar, or connect with Google",
      });
    } else if (!refreshToken && calendarId === "primary") {
      context.addIssue({
        code: "custom",
        path: ["calendarId"],
        message:
          'is missing: with a key alone there is no "primary" calendar. Give the id of a public one (Calendar settings → Integrate calendar), or connect with Google',
      });
    }
  });
export type GoogleCredentials = z.infer<typeof googleCredentials>;
