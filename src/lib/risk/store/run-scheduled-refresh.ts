import type { JobDefinition } from "#lib/jobs/define-job.ts";
import { drainJobs } from "#lib/jobs/run-jobs.ts";
import { refreshNormsJob, refreshWorkspaceRiskJob } from "#lib/risk/store/risk-jobs.ts";
import { type ClockRun, runByClock } from "#lib/risk/store/run-by-clock.ts";

/** Stays well under the 300 s that the platform gives a function. */
const BUDGET_MS = 240_000;

/**
 * What the scheduler starts where no worker runs: the norms and refreshes that wait in the queue, then
 * the deals whose band, snooze or action is due by time. Safe to run twice at once.
 */
export async function runScheduledRefresh(
  now: Date,
): Promise<ClockRun & { jobs: { done: number; failed: number } }> {
  const deadline = now.getTime() + BUDGET_MS;
  const jobs = await drainJobs(
    [refreshNormsJob, refreshWorkspaceRiskJob] as unknown as readonly JobDefinition[],
    { now, deadline },
  );
  return { jobs, ...(await runByClock({ now, deadline })) };
}
