import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { runScheduledSlack } from "#lib/slack/run-scheduled-slack.ts";
import { runScheduledWebhooks } from "#lib/webhooks/run-scheduled-webhooks.ts";

export const maxDuration = 300;

const count = (description: string) => z.number().int().meta({ description });

export const GET = createRoute({
  method: "GET",
  path: "/api/cron/process-webhooks",
  summary: "Send the webhooks and post the Slack messages that wait",
  tag: "Scheduled work",
  auth: "cron",
  limit: "lenient",
  response: z.object({
    delivered: count("Taken by their endpoints."),
    failed: count("Attempts that failed and are made again later."),
    dead: count("Given up; they can be sent again by hand."),
    postponed: count("Could not be signed: ENCRYPTION_KEY does not open their secrets."),
    pruned: count("Events deleted because they are older than 30 days."),
    remaining: z.boolean().meta({ description: "Some were due when the time was up." }),
    slack: z.object({
      posted: count("Messages that Slack took."),
      failed: count("Posts that did not get through."),
      remaining: z.boolean().meta({ description: "Some were due when the time was up." }),
    }),
  }),
  // Side by side: endpoints that answer slowly do not keep Slack waiting, nor the other way round.
  handler: async ({ now }) => {
    const [webhooks, slack] = await Promise.all([
      runScheduledWebhooks(now),
      runScheduledSlack(now),
    ]);
    return { ...webhooks, slack };
  },
});
