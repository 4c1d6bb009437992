import type { Context } from "#lib/access/context.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { wakeLoop } from "#lib/jobs/work-loop.ts";
import { afterCommit, transaction } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { postToSlackKind, SLACK_LOOP } from "#lib/slack/job-kinds.ts";
import { lockChannel } from "#lib/slack/lock-channel.ts";

/**
 * Posts again what was given up for a channel, and at once what has failed and waits for its next
 * attempt.
 *
 * @returns how many happenings will be told.
 * @throws AppError not_found, forbidden, or conflict while the channel is paused or switched off.
 */
export async function retryMessages(ctx: Context, id: string): Promise<{ count: number }> {
  return transaction(async (tx) => {
    const { isActive } = await lockChannel(tx, ctx, id);
    if (!isActive) {
      throw new AppError("conflict", "The channel is switched off. Switch it on first.");
    }
    // From now on, as if it had just happened: the schedule begins anew.
    const count = await tx.$executeRaw`
      UPDATE "SlackMessage"
      SET status = 'pending', "attemptCount" = 0, "nextAttemptAt" = ${ctx.now},
        "createdAt" = CASE WHEN status = 'dead' THEN ${ctx.now} ELSE "createdAt" END
      WHERE "slackId" = ${id} AND (status = 'dead' OR status = 'pending' AND "attemptCount" > 0)`;
    if (count > 0) {
      await enqueue(tx, postToSlackKind, { slackId: id }, { key: id });
      afterCommit(tx, () => wakeLoop(SLACK_LOOP));
    }
    return { count };
  });
}
