import { db } from "#lib/platform/db.ts";

/**
 * How long a channel is somebody's alone: a call ends within `POST_TIMEOUT_MS`, the rest is for clocks
 * that differ. What a process held when it died comes back after this.
 */
export const LEASE_MS = 15_000;
export const POST_TIMEOUT_MS = 10_000;

/** A channel in hand. */
export type ClaimedChannel = {
  id: string;
  workspaceId: string;
  userId: string;
  channelName: string;
  /** Sealed. */
  webhookUrl: string;
  claimedAt: Date;
  /** The lease, which is how its holder is known: nobody else's ends at the same moment. */
  leaseUntil: Date;
};

/** Channels in which something is due and that nobody holds, those that have rested longest first. */
export async function listDueChannels(
  now: Date,
  { without, limit }: { without: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT s.id FROM "SlackIntegration" s
    WHERE s.id IN (SELECT "slackId" FROM "SlackMessage"
        WHERE status = 'pending' AND "nextAttemptAt" <= ${now})
      AND s."isActive" AND (s."nextPostAt" IS NULL OR s."nextPostAt" <= ${now})
      AND NOT s.id = ANY(${without})
    ORDER BY s."nextPostAt" NULLS FIRST, s.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** When the next channel comes due, or null when nothing waits. */
export async function nextDueAt(): Promise<Date | null> {
  const [row] = await db().$queryRaw<{ at: Date | null }[]>`
    SELECT min(greatest(m."nextAttemptAt", s."nextPostAt")) AS at
    FROM "SlackMessage" m JOIN "SlackIntegration" s ON s.id = m."slackId"
    WHERE m.status = 'pending' AND s."isActive"`;
  return row?.at ?? null;
}

/**
 * Takes a channel whose pause is over, for one message. The moment until which it is full is also the
 * lease: whoever sets it posts, and over all instances nobody else does until then.
 *
 * @param purpose `due` takes it only if something is due; a test is posted in any case, also where the
 * channel is switched off.
 */
export async function claimChannel(
  id: string,
  now: Date,
  purpose: "due" | "test" = "due",
): Promise<ClaimedChannel | null> {
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const [row] = await db().$queryRaw<Omit<ClaimedChannel, "claimedAt" | "leaseUntil">[]>`
    UPDATE "SlackIntegration" SET "nextPostAt" = ${leaseUntil}
    WHERE id = ${id} AND ("nextPostAt" IS NULL OR "nextPostAt" <= ${now})
      AND (${purpose === "test"} OR "isActive" AND EXISTS (SELECT 1 FROM "SlackMessage" m
        WHERE m."slackId" = ${id} AND m.status = 'pending' AND m."nextAttemptAt" <= ${now}))
    RETURNING id, "workspaceId", "userId", "channelName", "webhookUrl"`;
  return row ? { ...row, claimedAt: now, leaseUntil } : null;
}

/** Holds a channel for another call; null when the lease has ended and somebody else may have it. */
export async function renewLease(
  channel: ClaimedChannel,
  now: Date,
): Promise<ClaimedChannel | null> {
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const count = await db().$executeRaw`
    UPDATE "SlackIntegration" SET "nextPostAt" = ${leaseUntil}
    WHERE id = ${channel.id} AND "nextPostAt" = ${channel.leaseUntil}`;
  return count === 1 ? { ...channel, leaseUntil } : null;
}
