import { type Tx, transaction } from "#lib/platform/db.ts";
import type { ClaimedChannel } from "#lib/slack/claim-channel.ts";
import { disableChannel } from "#lib/slack/disable-channel.ts";
import { MIN_INTERVAL_MS, type Verdict } from "#lib/slack/judge-answer.ts";
import { MAX_BUSY_MS, REST_MS, retryDelays } from "#lib/slack/retry-schedule.ts";

type Settling = { ids: readonly string[]; verdict: Verdict; now: Date; random: number };

/**
 * Writes down what came of a post, for its messages and for the channel, in one transaction. Only what
 * was due counts an attempt; what went along keeps its turn.
 */
export async function settlePost(channel: ClaimedChannel, settling: Settling): Promise<void> {
  const { ids, verdict, now } = settling;
  await transaction(async (tx) => {
    // Before the messages: the order in which everybody else takes the two.
    await release(tx, channel, settling);
    switch (verdict.kind) {
      case "posted":
        await tx.slackMessage.updateMany({
          where: { id: { in: [...ids] }, status: "pending" },
          data: {
            status: "succeeded",
            sentAt: now,
            nextAttemptAt: null,
            error: null,
            attemptCount: { increment: 1 },
          },
        });
        break;
      case "refused":
        await tx.slackMessage.updateMany({
          where: { id: { in: [...ids] }, status: "pending" },
          data: {
            status: "dead",
            nextAttemptAt: null,
            error: verdict.reason,
            attemptCount: { increment: 1 },
          },
        });
        break;
      case "off":
        await disableChannel(tx, channel, verdict.reason, now);
        break;
      case "busy":
        await postpone(tx, channel, settling, verdict);
        break;
      case "failed":
        await retryLater(tx, channel, settling, verdict);
        break;
    }
  });
}

/** The channel is free again once its pause is over; not touched when the lease was lost. */
async function release(tx: Tx, channel: ClaimedChannel, { verdict, now }: Settling): Promise<void> {
  const nextPostAt = new Date(now.getTime() + pauseAfter(verdict));
  const lastPostAt = verdict.kind === "posted" ? now : null;
  await tx.$executeRaw`
    UPDATE "SlackIntegration"
    SET "nextPostAt" = ${nextPostAt}, "lastPostAt" = COALESCE(${lastPostAt}, "lastPostAt")
    WHERE id = ${channel.id} AND "nextPostAt" = ${channel.leaseUntil}`;
}

function pauseAfter(verdict: Verdict): number {
  if (verdict.kind === "busy") return verdict.waitMs;
  return verdict.kind === "failed" ? REST_MS : MIN_INTERVAL_MS;
}

async function postpone(
  tx: Tx,
  { claimedAt }: ClaimedChannel,
  { ids, now }: Settling,
  { waitMs, reason }: Extract<Verdict, { kind: "busy" }>,
): Promise<void> {
  const until = new Date(now.getTime() + waitMs);
  const oldest = new Date(now.getTime() - MAX_BUSY_MS);
  await tx.$executeRaw`
    UPDATE "SlackMessage" SET error = ${reason},
      status = CASE WHEN "createdAt" < ${oldest} THEN 'dead' ELSE status END,
      "nextAttemptAt" = CASE WHEN "createdAt" < ${oldest} THEN NULL ELSE ${until}::timestamptz END
    WHERE id = ANY(${[...ids]}) AND status = 'pending' AND "nextAttemptAt" <= ${claimedAt}`;
}

async function retryLater(
  tx: Tx,
  { claimedAt }: ClaimedChannel,
  { ids, now, random }: Settling,
  { reason }: Extract<Verdict, { kind: "failed" }>,
): Promise<void> {
  // Past the end of the schedule there is no delay, and the message is dead.
  const moments = retryDelays(random).map((delay) => new Date(now.getTime() + delay));
  await tx.$executeRaw`
    UPDATE "SlackMessage" SET error = ${reason}, "attemptCount" = "attemptCount" + 1,
      status = CASE WHEN "attemptCount" + 1 > ${moments.length} THEN 'dead' ELSE status END,
      "nextAttemptAt" = (${moments}::timestamptz[])["attemptCount" + 1]
    WHERE id = ANY(${[...ids]}) AND status = 'pending' AND "nextAttemptAt" <= ${claimedAt}`;
}
