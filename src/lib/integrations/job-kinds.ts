import { z } from "zod";
import { CRM_PROVIDERS, PROVIDERS } from "#lib/integrations/schema.ts";
import { declareJob } from "#lib/jobs/declare-job.ts";

/** One run of one account's sync; a failed run is on its card, and the next one is due by the clock. */
export const syncIntegrationKind = declareJob({
  name: "sync-integration",
  schema: z.object({ provider: z.enum(PROVIDERS), userId: z.string() }),
  retry: { limit: 0, delaySeconds: 0 },
  isCollapsed: true,
});

/** The changes made here that wait to be written to one account. */
export const writeBackKind = declareJob({
  name: "write-back",
  schema: z.object({ provider: z.enum(CRM_PROVIDERS), userId: z.string() }),
  retry: { limit: 5, delaySeconds: 30 },
  isCollapsed: true,
});

/** By the clock: queues a run for each account that is due, and tells of the meetings that have ended. */
export const startDueSyncsKind = declareJob({
  name: "start-due-syncs",
  schema: z.object({}),
  retry: { limit: 0, delaySeconds: 0 },
  isCollapsed: true,
});
