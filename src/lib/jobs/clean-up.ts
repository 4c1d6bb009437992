import { z } from "zod";
import { pruneIdempotencyKeys } from "#lib/http/prune-idempotency-keys.ts";
import { declareJob } from "#lib/jobs/declare-job.ts";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import { tendQueue } from "#lib/jobs/tend-queue.ts";
import { pruneNotifications } from "#lib/notifications/prune-notifications.ts";
import { log } from "#lib/platform/log.ts";
import { pruneRealtime } from "#lib/realtime/prune-realtime.ts";
import { pruneSlackMessages } from "#lib/slack/prune-slack-messages.ts";

/** Stays well under the 300 s that the platform gives a function. */
const BUDGET_MS = 240_000;

/**
 * What has had its time, by name. Each step deletes in batches until its deadline, may run twice at
 * once, and gives the number of what it removed.
 */
const STEPS = {
  realtimeEvents: pruneRealtime,
  idempotencyKeys: pruneIdempotencyKeys,
  notifications: pruneNotifications,
  slackMessages: pruneSlackMessages,
  jobQueue: tendQueue,
} as const satisfies Record<string, (run: JobRun) => Promise<number>>;

export const CLEAN_UP_STEPS = Object.keys(STEPS) as (keyof typeof STEPS)[];
export type CleanUp = { removed: Record<string, number>; failed: string[] };

/** Every step once. One that fails does not keep the others from their work. */
export async function cleanUp(run: JobRun): Promise<CleanUp> {
  const result: CleanUp = { removed: {}, failed: [] };
  for (const name of CLEAN_UP_STEPS) {
    try {
      result.removed[name] = await STEPS[name](run);
    } catch (error) {
      log().error({ err: error, step: name }, "clean-up");
      result.failed.push(name);
    }
  }
  return result;
}

/** What the scheduler starts where no worker runs. */
export function runScheduledCleanUp(now: Date): Promise<CleanUp> {
  return cleanUp({ now, deadline: now.getTime() + BUDGET_MS });
}

export const cleanUpJob = defineJob(
  declareJob({
    name: "clean-up",
    schema: z.object({}),
    retry: { limit: 0, delaySeconds: 0 },
    isCollapsed: true,
  }),
  (_data, run) => cleanUp(run),
);
