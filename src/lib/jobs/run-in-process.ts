import { CRONS, JOBS } from "#lib/jobs/registry.ts";
import { startWorkers } from "#lib/jobs/run-jobs.ts";
import { env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";
import { startSlackLoop } from "#lib/slack/start-slack-loop.ts";
import { startDispatcher } from "#lib/webhooks/start-dispatcher.ts";

/** Where this process is a long-lived server that was told to, it works the queues and the schedule. */
export async function runJobsInProcess(): Promise<void> {
  if (!env().runsWorkers) return;
  startDispatcher();
  startSlackLoop();
  try {
    await startWorkers(JOBS, CRONS);
    log().info({ queues: JOBS.map(({ name }) => name) }, "workers started");
  } catch (error) {
    // Pages still work without workers; the scheduler's routes can do the same work.
    log().error({ err: error }, "workers did not start");
  }
}
