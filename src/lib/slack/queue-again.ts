import { Prisma } from "#generated/prisma/client.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { wakeLoop } from "#lib/jobs/work-loop.ts";
import { afterCommit, type Tx } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { postToSlackKind, SLACK_LOOP } from "#lib/slack/job-kinds.ts";

/**
 * Makes what was given up for a channel wait again, and at once what waits for its next attempt: all
 * of it, or one message.
 *
 * @returns how many happenings will be told.
 * @throws AppError conflict while the channel is paused or switched off.
 */
export async function queueAgain(
  tx: Tx,
  { id, isActive }: { id: string; isActive: boolean },
  now: Date,
  messageId?: string,
): Promise<number> {
  if (!isActive) {
    throw new AppError("conflict", "The channel is switched off. Switch it on first.");
  }
  // As if it had just happened: its schedule begins anew.
  const count = await tx.$executeRaw`
    UPDATE "SlackMessage"
    SET status = 'pending', "attemptCount" = 0, "nextAttemptAt" = ${now},
      "createdAt" = CASE WHEN status = 'dead' THEN ${now} ELSE "createdAt" END
    WHERE "slackId" = ${id} AND (status = 'dead' OR status = 'pending' AND "attemptCount" > 0)
      ${messageId === undefined ? Prisma.empty : Prisma.sql`AND id = ${messageId}`}`;
  if (count > 0) {
    await enqueue(tx, postToSlackKind, { slackId: id }, { key: id });
    afterCommit(tx, () => wakeLoop(SLACK_LOOP));
  }
  return count;
}
