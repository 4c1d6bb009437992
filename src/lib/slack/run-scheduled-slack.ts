import { drainSlack, type SlackRun } from "#lib/slack/drain-slack.ts";

/** Stays well under the 300 s that the platform gives a function. */
const BUDGET_MS = 240_000;

/** What the scheduler starts where no worker runs. Safe to run twice at once. */
export function runScheduledSlack(now: Date): Promise<SlackRun> {
  return drainSlack({ now, deadline: now.getTime() + BUDGET_MS });
}
