import type { JobRun } from "#lib/jobs/define-job.ts";
import { type DispatcherCounts, runDispatcher } from "#lib/webhooks/run-dispatcher.ts";

/** What is in hand at the deadline may take this long to end: the timeout of an attempt and a bit. */
const LAST_ATTEMPT_MS = 20_000;

/**
 * Sends what is due, and what becomes due meanwhile, until nothing is or the time is nearly up. Any
 * number of calls at once share it.
 */
export async function drainWebhooks(
  { now, deadline }: JobRun,
  { clock = Date.now, random = Math.random }: { clock?: () => number; random?: () => number } = {},
): Promise<DispatcherCounts> {
  const startedAt = clock();
  return await runDispatcher({
    now: () => new Date(now.getTime() + clock() - startedAt),
    random,
    isOver: () => clock() >= deadline - LAST_ATTEMPT_MS,
    endsWhenIdle: true,
  });
}
