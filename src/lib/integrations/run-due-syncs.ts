import { syncIntegrationJob, writeBackJob } from "#lib/integrations/integration-jobs.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { runProviderSync } from "#lib/integrations/run-provider-sync.ts";
import type { SyncRun } from "#lib/integrations/run-sync.ts";
import { findDueAccounts } from "#lib/integrations/start-due-syncs.ts";
import type { JobDefinition } from "#lib/jobs/define-job.ts";
import { drainJobs } from "#lib/jobs/run-jobs.ts";
import { recordHeldMeetings } from "#lib/meetings/record-held-meetings.ts";

/** Accounts synced at once: while one waits for its provider, another goes on. */
const AT_ONCE = 3;

export type DueSyncs = { processed: number; failed: number; skipped: number; remaining: number };

/**
 * Syncs the accounts that are due, for functions that live for one request. None is begun after the
 * deadline; several calls at once pass over what another one has in hand.
 */
export async function runDueSyncs(run: SyncRun): Promise<DueSyncs> {
  const due = await findDueAccounts(run.now);
  const count: DueSyncs = { processed: 0, failed: 0, skipped: 0, remaining: 0 };
  const work = async () => {
    for (let next = due.shift(); next; next = due.shift()) {
      if (run.pace.clock() >= run.deadline) {
        count.remaining += 1;
        continue;
      }
      const result = await runProviderSync(next.provider, next.userId, run);
      if (result === null) count.skipped += 1;
      else if (result.success) count.processed += 1;
      else count.failed += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return count;
}

/** Stays well under the 300 s that the platform gives a function. */
const BUDGET_MS = 240_000;

/** What the scheduler starts where no worker runs: what waits in the queues, then what is due. */
export async function runScheduledSyncs(
  now: Date,
  pace: Pace,
): Promise<DueSyncs & { jobs: { done: number; failed: number } }> {
  const run = { now, deadline: now.getTime() + BUDGET_MS, pace };
  const due = await runDueSyncs(run);
  await recordHeldMeetings(run, pace.clock);
  const jobs = await drainJobs(
    [syncIntegrationJob, writeBackJob] as unknown as readonly JobDefinition[],
    run,
  );
  return { ...due, jobs };
}
