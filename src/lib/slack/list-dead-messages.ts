import type { Context } from "#lib/access/context.ts";
import { db } from "#lib/platform/db.ts";
import { configurableWorkspaces } from "#lib/slack/list-channels.ts";
import { factsSchema } from "#lib/slack/message/facts.ts";
import type { DeadMessage } from "#lib/slack/schema.ts";

/**
 * What did not get to the channels of a workspace and is not tried any more, newest first.
 *
 * @throws AppError not_found or forbidden, as for the channels themselves.
 */
export async function listDeadMessages(
  ctx: Context,
  { workspaceId, limit }: { workspaceId: string; limit: number },
): Promise<DeadMessage[]> {
  const rows = await db().slackMessage.findMany({
    where: {
      status: "dead",
      slack: { workspaceId: { in: configurableWorkspaces(ctx, workspaceId) } },
    },
    orderBy: { seq: "desc" },
    take: limit,
    select: {
      id: true,
      slackId: true,
      event: true,
      dealId: true,
      data: true,
      error: true,
      createdAt: true,
      slack: { select: { channelName: true } },
    },
  });
  return rows.map(({ data, slack, createdAt, ...row }) => ({
    ...row,
    channelName: slack.channelName,
    about: factsSchema.safeParse(data).data?.name ?? "",
    createdAt: createdAt.toISOString(),
  }));
}
