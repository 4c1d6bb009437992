import { defineJob } from "#lib/jobs/define-job.ts";
import { drainWebhooks } from "#lib/webhooks/drain-webhooks.ts";
import { deliverWebhooksKind, processWebhooksKind } from "#lib/webhooks/job-kinds.ts";
import { pruneWebhookLog } from "#lib/webhooks/prune-webhook-log.ts";
import { wakeDispatcher } from "#lib/webhooks/wake-dispatcher.ts";

/** Where a dispatcher runs it is told; anywhere else the job does the work itself. */
export const deliverWebhooksJob = defineJob(deliverWebhooksKind, async (_data, run) => {
  if (!wakeDispatcher()) await drainWebhooks(run);
});

export const processWebhooksJob = defineJob(processWebhooksKind, async (_data, run) => {
  if (!wakeDispatcher()) await drainWebhooks(run);
  await pruneWebhookLog(run.now);
});
