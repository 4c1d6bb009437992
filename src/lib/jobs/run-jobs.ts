import type { Job } from "pg-boss";
import { boss } from "#lib/jobs/boss.ts";
import { type JobDefinition, PermanentJobError } from "#lib/jobs/define-job.ts";
import { log } from "#lib/platform/log.ts";

const POLL_SECONDS = 2;
/** Jobs of one queue in hand at once: while one waits for the database or a provider, another goes on. */
const CONCURRENCY = 2;
/** How long one job of a long-lived worker may go on before it should stop at its own next boundary. */
const WORKER_BUDGET_MS = 60_000;

type Job_ = Job<object>;

/** Works the queues of this process until it stops: for long-lived servers. */
export async function startWorkers(
  jobs: readonly JobDefinition[],
  schedules: readonly { job: JobDefinition; cron: string }[],
): Promise<void> {
  const engine = await boss();
  for (const { job, cron } of schedules) await engine.schedule(job.name, cron, {});
  for (const job of jobs) {
    await engine.work<object>(
      job.name,
      { pollingIntervalSeconds: POLL_SECONDS, localConcurrency: CONCURRENCY },
      async (batch) => {
        for (const waiting of batch) {
          await runJob(job, waiting, { now: new Date(), deadline: Date.now() + WORKER_BUDGET_MS });
        }
      },
    );
  }
}

/**
 * Works what waits in the given queues and returns: for functions that live for one request. Several
 * calls at once share the work.
 */
export async function drainJobs(
  jobs: readonly JobDefinition[],
  run: { now: Date; deadline: number; clock?: () => number },
): Promise<{ done: number; failed: number }> {
  const clock = run.clock ?? Date.now;
  const engine = await boss();
  const count = { done: 0, failed: 0 };
  for (const job of jobs) {
    while (clock() < run.deadline) {
      const batch = await engine.fetch<object>(job.name, { batchSize: 10 });
      if (batch.length === 0) break;
      for (const waiting of batch) {
        try {
          await runJob(job, waiting, run);
          await engine.complete(job.name, waiting.id);
          count.done += 1;
        } catch (error) {
          await engine.fail(job.name, waiting.id, { message: String(error) });
          count.failed += 1;
        }
      }
    }
  }
  return count;
}

async function runJob(
  job: JobDefinition,
  waiting: Job_,
  run: { now: Date; deadline: number },
): Promise<void> {
  try {
    const data = job.schema.safeParse(waiting.data ?? {});
    if (!data.success) throw new PermanentJobError(`unreadable data: ${data.error.message}`);
    await job.handle(data.data, run);
  } catch (error) {
    log().error({ err: error, job: job.name, jobId: waiting.id }, "job failed");
    // A permanent failure is reported here and ends: thrown on, the engine would try it again.
    if (!(error instanceof PermanentJobError)) throw error;
  }
}
