import { z } from "zod";
import { runScheduledEmails } from "#lib/email/run-scheduled-emails.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const maxDuration = 300;

export const GET = createRoute({
  method: "GET",
  path: "/api/cron/process-emails",
  summary: "Send the mails that wait",
  tag: "Scheduled work",
  auth: "cron",
  limit: "lenient",
  response: z.object({
    sent: z.number().int(),
    kept: z.number().int().meta({ description: "Put into the local mailbox of a demo." }),
    failed: z.number().int().meta({ description: "Given up; they can be sent again by hand." }),
    postponed: z.number().int().meta({ description: "Not taken this time, tried again later." }),
    dropped: z
      .number()
      .int()
      .meta({ description: "Not wanted any more: unsubscribed, or left the team." }),
    remaining: z.boolean().meta({ description: "Some were due when the time was up." }),
  }),
  handler: ({ now }) => runScheduledEmails(now),
});
