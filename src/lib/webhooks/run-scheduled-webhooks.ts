import type { JobDefinition } from "#lib/jobs/define-job.ts";
import { drainJobs } from "#lib/jobs/run-jobs.ts";
import { db } from "#lib/platform/db.ts";
import { drainWebhooks } from "#lib/webhooks/drain-webhooks.ts";
import { pruneWebhookLog } from "#lib/webhooks/prune-webhook-log.ts";
import type { DispatcherCounts } from "#lib/webhooks/run-dispatcher.ts";
import { deliverWebhooksJob } from "#lib/webhooks/webhook-jobs.ts";

/** Stays well under the 300 s that the platform gives a function. */
const BUDGET_MS = 240_000;

export type ScheduledWebhooks = DispatcherCounts & {
  /** Old events that were deleted. */
  pruned: number;
  /** Some were due when the time was up. */
  remaining: boolean;
};

/**
 * What the scheduler starts where no worker runs. Safe to run twice at once. The jobs that say that
 * something is due are only taken out of their queue, and before: what is queued while others are sent
 * brings one that stays.
 */
export async function runScheduledWebhooks(now: Date): Promise<ScheduledWebhooks> {
  const deadline = now.getTime() + BUDGET_MS;
  const noted = { ...deliverWebhooksJob, handle: async () => {} };
  await drainJobs([noted] as unknown as readonly JobDefinition[], { now, deadline });
  const counts = await drainWebhooks({ now, deadline });
  const pruned = await pruneWebhookLog(now);
  return { ...counts, pruned, remaining: await isAnyDue(now) };
}

async function isAnyDue(now: Date): Promise<boolean> {
  const due = await db().webhookDelivery.findFirst({
    where: {
      status: "pending",
      nextAttemptAt: { lte: now },
      webhook: {
        isActive: true,
        OR: [{ throttledUntil: null }, { throttledUntil: { lte: now } }],
      },
    },
    select: { id: true },
  });
  return due !== null;
}
