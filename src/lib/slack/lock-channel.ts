import type { Context } from "#lib/access/context.ts";
import { mayIn, readableWorkspaces } from "#lib/access/scope.ts";
import type { DbOrTx, Tx } from "#lib/platform/db.ts";
import { type AppError, forbidden, invalid, notFound } from "#lib/platform/errors.ts";
import { type ChannelRow, channelSelect } from "./queries.ts";

export function slackRefusal(): AppError {
  return forbidden("Only admins and owners of a team may look after its Slack channels.");
}

/**
 * Whether the actor may have events of a team told in Slack, or without one those of their own deals.
 *
 * @throws AppError invalid_input for a team that is not theirs, forbidden.
 */
export function requireMayAdd(ctx: Context, teamId: string | null): void {
  if (teamId !== null && !ctx.memberships.some(({ team }) => team.id === teamId)) {
    throw invalid("teamId", "is not one of your teams");
  }
  if (!mayIn(ctx, teamId, "team.configure")) throw slackRefusal();
}

/**
 * A channel that the actor may look after.
 *
 * @throws AppError not_found outside their sight, forbidden when it is their team's and they are no
 * admin of it.
 */
export async function findChannel(client: DbOrTx, ctx: Context, id: string): Promise<ChannelRow> {
  const channel = await client.slackIntegration.findFirst({
    where: { id, workspaceId: { in: readableWorkspaces(ctx) } },
    select: channelSelect,
  });
  if (!channel) throw notFound("That Slack channel");
  if (!mayIn(ctx, channel.teamId, "team.configure")) throw slackRefusal();
  return channel;
}

/** The same, and until commit nobody else changes it. */
export async function lockChannel(tx: Tx, ctx: Context, id: string): Promise<ChannelRow> {
  await tx.$queryRaw`
    SELECT 1 FROM "SlackIntegration"
    WHERE id = ${id} AND "workspaceId" = ANY(${readableWorkspaces(ctx)}) FOR NO KEY UPDATE`;
  return await findChannel(tx, ctx, id);
}
