import type { Context } from "#lib/access/context.ts";
import { readableWorkspaces } from "#lib/access/scope.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { lockChannel } from "#lib/slack/lock-channel.ts";
import { queueAgain } from "#lib/slack/queue-again.ts";

/**
 * Posts one message again that was given up.
 *
 * @throws AppError not_found, forbidden, or conflict while its channel is paused or switched off.
 */
export async function retryMessage(ctx: Context, id: string): Promise<void> {
  const message = await db().slackMessage.findFirst({
    where: { id, slack: { workspaceId: { in: readableWorkspaces(ctx) } } },
    select: { slackId: true },
  });
  if (!message) throw notFound("That message");
  await transaction(async (tx) => {
    const channel = await lockChannel(tx, ctx, message.slackId);
    const count = await queueAgain(tx, channel, ctx.now, id);
    if (count === 0) throw notFound("That message");
  });
}
