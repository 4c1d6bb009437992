import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { runScheduledRefresh } from "#lib/risk/store/run-scheduled-refresh.ts";

export const maxDuration = 300;

export const GET = createRoute({
  method: "GET",
  path: "/api/cron/refresh-risk",
  summary: "Follow up what time alone has done to deals: bands, snoozes, overdue actions",
  tag: "Scheduled work",
  auth: "cron",
  limit: "lenient",
  response: z.object({
    refreshed: z.number().int(),
    woken: z.number().int().meta({ description: "Deals whose snooze has ended." }),
    overdue: z.number().int().meta({ description: "Deals whose action was due and not done." }),
    remaining: z.boolean(),
    jobs: z.object({ done: z.number().int(), failed: z.number().int() }),
  }),
  handler: ({ now }) => runScheduledRefresh(now),
});
