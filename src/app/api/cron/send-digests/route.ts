import { z } from "zod";
import { runScheduledDigests } from "#lib/email/digest/run-scheduled-digests.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const maxDuration = 300;

export const GET = createRoute({
  method: "GET",
  path: "/api/cron/send-digests",
  summary: "Send the digests whose hour has come",
  tag: "Scheduled work",
  auth: "cron",
  limit: "lenient",
  response: z.object({
    queued: z.number().int().meta({ description: "Digests that were made." }),
    empty: z.number().int().meta({ description: "People for whom there was nothing to say." }),
    failed: z.number().int(),
    remaining: z.boolean().meta({ description: "Some were due when the time was up." }),
    sent: z
      .number()
      .int()
      .meta({ description: "Mails that were sent at once, digests and others." }),
  }),
  handler: ({ now }) => runScheduledDigests(now),
});
