import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { runScheduledRefresh } from "#lib/risk/store/run-scheduled-refresh.ts";

export const maxDuration = 300;

export const GET = createRoute({
  method: "GET",
  path: "/api/cron/refresh-risk",
  summary: "Assess the deals whose band has changed by time alone",
  tag: "Scheduled work",
  auth: "cron",
  limit: "lenient",
  response: z.object({
    refreshed: z.number().int(),
    remaining: z.boolean(),
    jobs: z.object({ done: z.number().int(), failed: z.number().int() }),
  }),
  handler: ({ now }) => runScheduledRefresh(now),
});
