import { z } from "zod";
import { declareJob } from "#lib/jobs/declare-job.ts";

/**
 * Something is due at the endpoints of a workspace. What it is stands in the deliveries themselves, so
 * one waiting job is enough for any number of causes, and running it twice sends nothing twice.
 */
export const deliverWebhooksKind = declareJob({
  name: "deliver-webhooks",
  schema: z.object({ workspaceId: z.string() }),
  retry: { limit: 3, delaySeconds: 5 },
  isCollapsed: true,
});

/** Retries that have become due, and the end of what is kept of old ones; runs by schedule. */
export const processWebhooksKind = declareJob({
  name: "process-webhooks",
  schema: z.object({}),
  retry: { limit: 0, delaySeconds: 0 },
  isCollapsed: true,
});
