import { setTimeout as pause } from "node:timers/promises";
import type { JobDefinition, JobRun } from "#lib/jobs/define-job.ts";
import { drainJobs } from "#lib/jobs/run-jobs.ts";
import { nextDueAt } from "#lib/slack/claim-channel.ts";
import { createDuePosts } from "#lib/slack/due-posts.ts";
import { postToSlackKind } from "#lib/slack/job-kinds.ts";

/** Longest that a run stays for what comes due soon: a channel's pause, or a first retry. */
const MAX_PAUSE_MS = 30_000;
/** How soon a run that waits for slow channels sees what has come due in others. */
const LOOK_MS = 1_000;

export type SlackRun = {
  /** Messages that Slack took. */
  posted: number;
  failed: number;
  /** Something was due when the time was up. */
  remaining: boolean;
};

/**
 * Posts what is due, and what comes due in the next seconds, until nothing is or the time is up: for
 * functions that live for one request. Any number of runs at once share the channels.
 */
export async function drainSlack(
  run: JobRun & { clock?: () => number; random?: () => number },
): Promise<SlackRun> {
  const { deadline, clock = Date.now, random = Math.random } = run;
  const startedAt = clock();
  const now = () => new Date(run.now.getTime() + clock() - startedAt);
  // The jobs that say so are only taken out of their queue, and before: what comes while others are
  // posted brings one that stays.
  const noted = { ...postToSlackKind, handle: async () => {} };
  await drainJobs([noted] as unknown as readonly JobDefinition[], { now: run.now, deadline });
  const counts = { posted: 0, failed: 0 };
  const posts = createDuePosts({ now, random }, (outcome) => {
    if (outcome === "posted") counts.posted += 1;
    else if (outcome !== null) counts.failed += 1;
  });
  let remaining = true;
  while (remaining && clock() < deadline) {
    await posts.begin();
    if (posts.inHand().length > 0) {
      await Promise.race([...posts.inHand(), pause(LOOK_MS)]);
      continue;
    }
    const next = await nextDueAt();
    const wait = next ? next.getTime() - now().getTime() : Number.POSITIVE_INFINITY;
    if (wait <= MAX_PAUSE_MS) await pause(Math.max(wait, LOOK_MS / 10));
    else remaining = false;
  }
  await Promise.all(posts.inHand());
  return { ...counts, remaining };
}
