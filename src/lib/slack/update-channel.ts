import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { wakeLoop } from "#lib/jobs/work-loop.ts";
import { afterCommit, db, transaction } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { holdChannels } from "#lib/slack/create-channel.ts";
import { SLACK_LOOP } from "#lib/slack/job-kinds.ts";
import { findChannel, lockChannel } from "#lib/slack/lock-channel.ts";
import { requireUnusedUrl } from "#lib/slack/require-unused-url.ts";
import type { SlackChannelDto, UpdateSlackInput } from "#lib/slack/schema.ts";
import { requireTested } from "#lib/slack/send-test-message.ts";
import { type ChannelRow, channelSelect, toOneChannel } from "./queries.ts";

/**
 * Changes the given fields of a channel. Paused, it is told nothing and what waits for it is held; on
 * again, it gets that first. Another address switches on a channel that Sentinel had switched off.
 *
 * @throws AppError not_found, forbidden, invalid_input, or unavailable as for a new channel.
 */
export async function updateChannel(
  ctx: Context,
  id: string,
  { url, proof, ...input }: UpdateSlackInput,
): Promise<SlackChannelDto> {
  const { workspaceId } = await findChannel(db(), ctx, id);
  if (url !== undefined) await requireTested(ctx, { url, workspaceId, proof });
  return transaction(async (tx) => {
    await holdChannels(tx, workspaceId);
    const before = await lockChannel(tx, ctx, id);
    if (url !== undefined) await requireUnusedUrl(tx, { workspaceId, url, except: id });
    const after = stateAfter(before, input, url !== undefined);
    const changed = changesOf(before, after, url !== undefined);
    if (changed.length === 0) return await toOneChannel(tx, before);
    const channel = await tx.slackIntegration.update({
      where: { id },
      data: {
        ...after,
        ...(url === undefined ? {} : { webhookUrl: seal(url, "slack.webhook_url") }),
      },
      select: channelSelect,
    });
    await recordAudit(tx, ctx, {
      workspaceId,
      action: "slack.updated",
      targetType: "slack",
      targetId: id,
      metadata: { changed, events: after.events, isActive: after.isActive },
    });
    afterCommit(tx, () => wakeLoop(SLACK_LOOP));
    return await toOneChannel(tx, channel);
  });
}

type State = Pick<ChannelRow, "channelName" | "events" | "isActive" | "disabledReason">;

function stateAfter(
  before: ChannelRow,
  input: Omit<UpdateSlackInput, "url" | "proof">,
  isMoved: boolean,
): State {
  const { channelName = before.channelName, events = before.events } = input;
  const wasSwitchedOff = before.disabledReason !== null;
  const isActive = input.isActive ?? (before.isActive || (isMoved && wasSwitchedOff));
  return {
    channelName,
    events,
    isActive,
    disabledReason: isActive || isMoved ? null : before.disabledReason,
  };
}

function changesOf(before: ChannelRow, after: State, isMoved: boolean): string[] {
  const fields = ["channelName", "events", "isActive"] as const;
  const changed = fields.filter((field) => String(before[field]) !== String(after[field]));
  return isMoved ? ["url", ...changed] : changed;
}
