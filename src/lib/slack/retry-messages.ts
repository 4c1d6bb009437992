import type { Context } from "#lib/access/context.ts";
import { transaction } from "#lib/platform/db.ts";
import { lockChannel } from "#lib/slack/lock-channel.ts";
import { queueAgain } from "#lib/slack/queue-again.ts";

/**
 * Posts again what was given up for a channel, and at once what has failed and waits for its next
 * attempt.
 *
 * @returns how many happenings will be told.
 * @throws AppError not_found, forbidden, or conflict while the channel is paused or switched off.
 */
export async function retryMessages(ctx: Context, id: string): Promise<{ count: number }> {
  return transaction(async (tx) => ({
    count: await queueAgain(tx, await lockChannel(tx, ctx, id), ctx.now),
  }));
}
