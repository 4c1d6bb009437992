import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { runScheduledCleanUp } from "#lib/jobs/clean-up.ts";

export const maxDuration = 300;

export const GET = createRoute({
  method: "GET",
  path: "/api/cron/clean-up",
  summary: "Delete what has had its time",
  tag: "Scheduled work",
  auth: "cron",
  limit: "lenient",
  response: z.object({
    removed: z.record(z.string(), z.number().int()).meta({ description: "Rows, by step." }),
    failed: z.array(z.string()).meta({ description: "Steps that did not get through." }),
  }),
  handler: ({ now }) => runScheduledCleanUp(now),
});
