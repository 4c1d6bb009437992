import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { requireMayAdd } from "#lib/slack/lock-channel.ts";
import { logSlack } from "#lib/slack/log-slack.ts";
import { requireUnusedUrl } from "#lib/slack/require-unused-url.ts";
import { type CreateSlackInput, MAX_CHANNELS, type SlackChannelDto } from "#lib/slack/schema.ts";
import { requireTested } from "#lib/slack/send-test-message.ts";
import { channelSelect, toOneChannel } from "./queries.ts";

/**
 * Has the events of a team, or without one those of the actor's own deals, told in a Slack channel. A
 * test message has arrived there, just before or now.
 *
 * @throws AppError invalid_input, forbidden, or unavailable when Slack cannot be reached or the
 * installation can keep no secrets.
 */
export async function createChannel(
  ctx: Context,
  input: CreateSlackInput,
): Promise<SlackChannelDto> {
  const { url, channelName, events, proof } = input;
  const teamId = input.teamId ?? null;
  requireMayAdd(ctx, teamId);
  const workspaceId = teamId ?? ctx.user.id;
  const webhookUrl = seal(url, "slack.webhook_url");
  await requireTested(ctx, { url, workspaceId, proof });
  return transaction(async (tx) => {
    await holdChannels(tx, workspaceId);
    const count = await tx.slackIntegration.count({ where: { workspaceId } });
    if (count >= MAX_CHANNELS) {
      throw new AppError(
        "invalid_input",
        `There are ${count} Slack channels already, and ${MAX_CHANNELS} is the most. Delete one first.`,
      );
    }
    await requireUnusedUrl(tx, { workspaceId, url });
    const channel = await tx.slackIntegration.create({
      data: {
        workspaceId,
        userId: ctx.user.id,
        teamId,
        channelName,
        webhookUrl,
        events,
        lastPostAt: ctx.now,
        createdAt: ctx.now,
      },
      select: channelSelect,
    });
    await logSlack(tx, channel, {
      action: "connected",
      status: "success",
      message: `${channelName} was added.`,
      now: ctx.now,
    });
    await recordAudit(tx, ctx, {
      workspaceId,
      action: "slack.created",
      targetType: "slack",
      targetId: channel.id,
      metadata: { events },
    });
    return await toOneChannel(tx, channel);
  });
}

/** One at a time adds channels to a workspace or moves them: what was counted still holds. */
export async function holdChannels(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`slack channels of ${workspaceId}`}, 0))::text`;
}
