import type { Context } from "#lib/access/context.ts";
import { workspaceById } from "#lib/access/workspace.ts";
import { env } from "#lib/platform/env.ts";
import { AppError, invalid } from "#lib/platform/errors.ts";
import { judgeAnswer } from "#lib/slack/judge-answer.ts";
import { requireMayAdd } from "#lib/slack/lock-channel.ts";
import { testMessage } from "#lib/slack/message/test-message.ts";
import { postToSlack } from "#lib/slack/post-to-slack.ts";
import type { TestSlackInput } from "#lib/slack/schema.ts";
import { slackUrlProblem } from "#lib/slack/slack-url.ts";
import { isProofOfTest, proofOfTest } from "#lib/slack/test-proof.ts";

/**
 * Posts a test message to an address that is not saved yet.
 *
 * @returns the proof with which the channel can be saved without another one.
 * @throws AppError invalid_input with what Slack has against the address, forbidden, or unavailable
 * when Slack cannot be reached at the moment.
 */
export async function sendTestMessage(
  ctx: Context,
  { url, teamId = null }: TestSlackInput,
): Promise<{ proof: string }> {
  requireMayAdd(ctx, teamId);
  requireSlackUrl(url);
  await postTest(ctx, url, teamId ?? ctx.user.id);
  return { proof: proofOfTest(ctx.user.id, url, ctx.now) };
}

/** Has a test message posted unless one was: what is saved has been seen to arrive. */
export async function requireTested(
  ctx: Context,
  { url, workspaceId, proof }: { url: string; workspaceId: string; proof: string | undefined },
): Promise<void> {
  requireSlackUrl(url);
  if (proof !== undefined && isProofOfTest(proof, ctx.user.id, url, ctx.now)) return;
  await postTest(ctx, url, workspaceId);
}

function requireSlackUrl(url: string): void {
  const problem = slackUrlProblem(url, env().webhookAllowPrivate);
  if (problem) throw invalid("url", problem);
}

async function postTest(ctx: Context, url: string, workspaceId: string): Promise<void> {
  const { name } = workspaceById(ctx, workspaceId);
  const message = testMessage({ by: ctx.user.name, workspace: name }, env().appUrl);
  const verdict = judgeAnswer(await postToSlack(url, message), ctx.now);
  if (verdict.kind === "posted") return;
  if (verdict.kind === "off" || verdict.kind === "refused") {
    throw invalid("url", `does not work: ${verdict.reason}`);
  }
  throw new AppError(
    "unavailable",
    `The test message did not arrive. ${verdict.reason} Try again.`,
  );
}
