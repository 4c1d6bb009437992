import type { Tx } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";
import { openUrl } from "#lib/slack/open-url.ts";

/**
 * One address is one channel of a workspace: two would post more than Slack takes in a second, and
 * tell everything twice.
 *
 * @throws AppError invalid_input naming the channel that has it.
 */
export async function requireUnusedUrl(
  tx: Tx,
  { workspaceId, url, except }: { workspaceId: string; url: string; except?: string },
): Promise<void> {
  const others = await tx.slackIntegration.findMany({
    where: { workspaceId, ...(except === undefined ? {} : { id: { not: except } }) },
    select: { channelName: true, webhookUrl: true },
  });
  // Sealed texts of the same address differ, so they are compared in the open.
  const holder = others.find(({ webhookUrl }) => openUrl(webhookUrl) === url);
  if (holder) {
    throw invalid("url", `is already that of ${holder.channelName}: choose its events there`);
  }
}
