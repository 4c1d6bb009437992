import { z } from "zod";
import { CRM_PROVIDERS } from "#lib/integrations/schema.ts";
import { declareJob } from "#lib/jobs/declare-job.ts";

const account = z.object({ provider: z.enum(CRM_PROVIDERS), userId: z.string() });

/** One run of one account's sync; a failed run is on its card, and the next one is due by the clock. */
export const syncIntegrationKind = declareJob({
  name: "sync-integration",
  schema: account,
  retry: { limit: 0, delaySeconds: 0 },
  isCollapsed: true,
});

/** The changes made here that wait to be written to one account. */
export const writeBackKind = declareJob({
  name: "write-back",
  schema: account,
  retry: { limit: 5, delaySeconds: 30 },
  isCollapsed: true,
});

/** Finds the accounts that are due and queues a run for each. */
export const startDueSyncsKind = declareJob({
  name: "start-due-syncs",
  schema: z.object({}),
  retry: { limit: 0, delaySeconds: 0 },
  isCollapsed: true,
});
