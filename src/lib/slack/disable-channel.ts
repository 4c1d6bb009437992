import { recordAudit } from "#lib/audit/record-audit.ts";
import { systemOrigin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import type { ClaimedChannel } from "#lib/slack/claim-channel.ts";
import { logSlack } from "#lib/slack/log-slack.ts";

/**
 * Switches a channel off that takes nothing any more: what waits for it is dead, and whoever added it
 * and the team's leaders are told. Not if it has been given another address in the meantime.
 */
export async function disableChannel(
  tx: Tx,
  channel: ClaimedChannel,
  reason: string,
  now: Date,
): Promise<void> {
  const { id, workspaceId, userId, channelName } = channel;
  const { count } = await tx.slackIntegration.updateMany({
    where: { id, isActive: true, webhookUrl: channel.webhookUrl },
    data: { isActive: false, disabledReason: reason },
  });
  if (count === 0) return;
  await tx.slackMessage.updateMany({
    where: { slackId: id, status: "pending" },
    data: { status: "dead", nextAttemptAt: null, error: reason },
  });
  const origin = systemOrigin(now);
  await logSlack(tx, channel, { action: "disabled", status: "failed", message: reason, now });
  await recordAudit(tx, origin, {
    workspaceId,
    action: "slack.disabled",
    targetType: "slack",
    targetId: id,
  });
  await recordDomainEvents(tx, origin, [
    {
      name: "slack.disabled",
      workspaceId,
      dealId: null,
      occurredAt: now,
      slackId: id,
      channelName,
      userId,
      reason,
    },
  ]);
}
