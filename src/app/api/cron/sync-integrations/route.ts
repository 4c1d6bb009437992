import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { runScheduledSyncs } from "#lib/integrations/run-due-syncs.ts";

export const maxDuration = 300;

export const GET = createRoute({
  method: "GET",
  path: "/api/cron/sync-integrations",
  summary: "Sync the accounts that are due, and write back what waits",
  tag: "Scheduled work",
  auth: "cron",
  limit: "lenient",
  response: z.object({
    processed: z.number().int(),
    failed: z.number().int(),
    skipped: z.number().int(),
    remaining: z.number().int(),
    jobs: z.object({ done: z.number().int(), failed: z.number().int() }),
  }),
  handler: ({ now }) => runScheduledSyncs(now, REAL_PACE),
});
