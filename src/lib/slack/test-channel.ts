import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "#lib/access/context.ts";
import { workspaceById } from "#lib/access/workspace.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";
import { open } from "#lib/platform/secret-box.ts";
import { type ClaimedChannel, claimChannel } from "#lib/slack/claim-channel.ts";
import { judgeAnswer } from "#lib/slack/judge-answer.ts";
import { findChannel } from "#lib/slack/lock-channel.ts";
import { testMessage } from "#lib/slack/message/test-message.ts";
import { postToSlack } from "#lib/slack/post-to-slack.ts";
import type { SlackChannelDto } from "#lib/slack/schema.ts";
import { settlePost } from "#lib/slack/settle-post.ts";
import { toOneChannel } from "./queries.ts";

/** Longest that somebody waits for the channel's turn: it takes one message a second. */
const PATIENCE_MS = 3_000;
const LOOK_MS = 200;

export type ChannelTest = {
  hasArrived: boolean;
  /** Why it has not. */
  reason: string | null;
  channel: SlackChannelDto;
};

/**
 * Posts a test message to a channel and waits for the answer, also to one that is paused or switched
 * off, to see whether it is ready. An answer that says that nothing will be taken there any more
 * switches it off like any other.
 *
 * @throws AppError not_found, forbidden, or unavailable while the channel is busy, and when its address
 * cannot be read.
 */
export async function testChannel(ctx: Context, id: string): Promise<ChannelTest> {
  const { workspaceId, webhookUrl } = await findChannel(db(), ctx, id);
  const url = open(webhookUrl, "slack.webhook_url");
  const startedAt = performance.now();
  const now = () => new Date(ctx.now.getTime() + performance.now() - startedAt);
  const channel = await takeTurn(id, now);
  const { name } = workspaceById(ctx, workspaceId);
  const message = testMessage({ by: ctx.user.name, workspace: name }, env().appUrl);
  const verdict = judgeAnswer(await postToSlack(url, message), now());
  await settlePost(channel, { ids: [], verdict, now: now(), random: Math.random() });
  return {
    hasArrived: verdict.kind === "posted",
    reason: verdict.kind === "posted" ? null : verdict.reason,
    channel: await toOneChannel(db(), await findChannel(db(), ctx, id)),
  };
}

async function takeTurn(id: string, now: () => Date): Promise<ClaimedChannel> {
  const until = now().getTime() + PATIENCE_MS;
  for (;;) {
    const channel = await claimChannel(id, now(), "test");
    if (channel) return channel;
    if (now().getTime() >= until) {
      throw new AppError("unavailable", "The channel is busy with other messages. Try again soon.");
    }
    await pause(LOOK_MS);
  }
}
