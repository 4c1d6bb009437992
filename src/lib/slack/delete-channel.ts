import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { transaction } from "#lib/platform/db.ts";
import { lockChannel } from "#lib/slack/lock-channel.ts";
import { logSlack } from "#lib/slack/log-slack.ts";

/**
 * Takes a channel away, with its address. What waits for it is not posted.
 *
 * @throws AppError not_found or forbidden.
 */
export async function deleteChannel(ctx: Context, id: string): Promise<void> {
  await transaction(async (tx) => {
    const channel = await lockChannel(tx, ctx, id);
    const { workspaceId, channelName } = channel;
    await tx.slackIntegration.delete({ where: { id } });
    await logSlack(tx, channel, {
      action: "disconnected",
      status: "success",
      message: `${channelName} was taken away.`,
      now: ctx.now,
    });
    await recordAudit(tx, ctx, {
      workspaceId,
      action: "slack.deleted",
      targetType: "slack",
      targetId: id,
    });
  });
}
