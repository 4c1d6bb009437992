import { defineJob } from "#lib/jobs/define-job.ts";
import { wakeLoop } from "#lib/jobs/work-loop.ts";
import { deliverToChannel } from "#lib/slack/deliver-to-channel.ts";
import { postToSlackKind, SLACK_LOOP } from "#lib/slack/job-kinds.ts";

/** Where a loop posts, it is the one that knows what it has in hand. */
export const postToSlackJob = defineJob(postToSlackKind, async ({ slackId }, { now }) => {
  if (wakeLoop(SLACK_LOOP)) return;
  await deliverToChannel(slackId, { now: () => now, random: Math.random });
});
