import { startLoop, wakeLoop } from "#lib/jobs/work-loop.ts";
import { createDuePosts } from "#lib/slack/due-posts.ts";
import { SLACK_LOOP } from "#lib/slack/job-kinds.ts";

/**
 * Posts what is due for as long as the process lives: for long-lived servers.
 *
 * @returns ends it, once what is in hand is done.
 */
export function startSlackLoop(): () => Promise<void> {
  const clock = { now: () => new Date(), random: Math.random };
  const posts = createDuePosts(clock, () => wakeLoop(SLACK_LOOP));
  const stop = startLoop(SLACK_LOOP, posts.begin);
  return async () => {
    await stop();
    await Promise.all(posts.inHand());
  };
}
