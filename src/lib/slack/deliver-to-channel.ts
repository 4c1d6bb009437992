import { setTimeout as pause } from "node:timers/promises";
import { env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";
import { type ClaimedChannel, claimChannel, renewLease } from "#lib/slack/claim-channel.ts";
import { composePost } from "#lib/slack/compose-post.ts";
import { judgeAnswer, MIN_INTERVAL_MS, type Verdict } from "#lib/slack/judge-answer.ts";
import type { SlackPayload } from "#lib/slack/message/block-kit.ts";
import { openUrl } from "#lib/slack/open-url.ts";
import { postToSlack } from "#lib/slack/post-to-slack.ts";
import { settlePost } from "#lib/slack/settle-post.ts";

export type DeliveryClock = { now: () => Date; random: () => number };

/**
 * Posts what waits for a channel as one message, and writes down what came of it. Does nothing where
 * another instance has the channel, or its pause is not over.
 *
 * A process that dies in between leaves the messages waiting: they are posted again, once the lease has
 * ended. Slack has no key by which it would know them again, so this is at least once.
 */
export async function deliverToChannel(
  id: string,
  { now, random }: DeliveryClock,
): Promise<Verdict["kind"] | null> {
  const channel = await claimChannel(id, now());
  if (!channel) return null;
  const { ids, payload } = await composePost(id, env().appUrl);
  const { verdict, holder } = await attempt(channel, payload, now);
  await settlePost(holder, { ids, verdict, now: now(), random: random() });
  if (verdict.kind !== "posted") {
    log().warn({ slackId: id, outcome: verdict.kind, reason: verdict.reason }, "slack post");
  }
  return verdict.kind;
}

/** Blocks that Slack does not like are no reason to be silent: the same goes out as plain text. */
async function attempt(
  channel: ClaimedChannel,
  payload: SlackPayload,
  now: () => Date,
): Promise<{ verdict: Verdict; holder: ClaimedChannel }> {
  const url = openUrl(channel.webhookUrl);
  if (url === null) {
    const reason = "The address of the channel cannot be read.";
    return { verdict: { kind: "failed", reason }, holder: channel };
  }
  const verdict = judgeAnswer(await postToSlack(url, payload), now());
  if (verdict.kind !== "refused") return { verdict, holder: channel };
  await pause(MIN_INTERVAL_MS);
  const holder = await renewLease(channel, now());
  if (!holder) return { verdict, holder: channel };
  const { blocks: _, ...plain } = payload;
  return { verdict: judgeAnswer(await postToSlack(url, plain), now()), holder };
}
