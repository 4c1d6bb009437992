import type { Context } from "#lib/access/context.ts";
import { mayIn, readableWorkspaces } from "#lib/access/scope.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { slackRefusal } from "#lib/slack/lock-channel.ts";
import type { ListSlackInput, SlackChannelDto } from "#lib/slack/schema.ts";
import { channelSelect, toChannels } from "./queries.ts";

/**
 * The channels that the actor looks after, or those of one workspace, oldest first.
 *
 * @throws AppError not_found for a workspace that is not theirs, forbidden for a team that they are no
 * admin of.
 */
export async function listChannels(
  ctx: Context,
  { limit, cursor, teamId, workspaceId }: ListSlackInput & { workspaceId?: string },
): Promise<{ channels: SlackChannelDto[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const rows = await db().slackIntegration.findMany({
    where: {
      workspaceId: { in: configurableWorkspaces(ctx, teamId ?? workspaceId) },
      ...(after
        ? {
            OR: [
              { createdAt: { gt: new Date(after[0]) } },
              { createdAt: new Date(after[0]), id: { gt: after[1] } },
            ],
          }
        : {}),
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit + 1,
    select: channelSelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    channels: await toChannels(db(), page),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

/** Ids of the workspaces whose Slack channels the actor looks after, or the one that is wanted. */
export function configurableWorkspaces(ctx: Context, wanted: string | undefined): string[] {
  const isMine = (id: string) => id === ctx.user.id || mayIn(ctx, id, "team.configure");
  if (wanted === undefined) return readableWorkspaces(ctx).filter(isMine);
  if (!readableWorkspaces(ctx).includes(wanted)) throw notFound("That team");
  if (!isMine(wanted)) throw slackRefusal();
  return [wanted];
}
