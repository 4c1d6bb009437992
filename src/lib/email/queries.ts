import type { Prisma } from "#generated/prisma/client.ts";
import { db } from "#lib/platform/db.ts";

/** How long a mail in hand is nobody else's. A process that dies with it leaves it until then. */
export const LEASE_MS = 60_000;

/** A mail in hand, with what has to be known of its reader. */
export type ClaimedEmail = {
  id: string;
  to: string;
  template: string;
  data: Prisma.JsonValue;
  secret: string | null;
  userId: string | null;
  /** Tries so far, this one included. */
  attemptCount: number;
  /** The reader's, else the workspace's, else UTC. */
  timezone: string;
  /** Of NotificationSettings, as stored. */
  preferences: Prisma.JsonValue;
  digest: string | null;
  /** False for somebody who has left a team that the mail tells of. */
  mayRead: boolean;
};

/**
 * Takes up to `limit` mails that are due, each for this caller alone until the lease ends. Workspaces
 * take turns, so that a thousand mails of one do not hold up the first of another.
 */
export function claimDueEmails(now: Date, limit: number): Promise<ClaimedEmail[]> {
  const leasedUntil = new Date(now.getTime() + LEASE_MS);
  return db().$queryRaw`
    WITH due AS (
      SELECT id, "nextAttemptAt",
        row_number() OVER (PARTITION BY "workspaceId" ORDER BY "nextAttemptAt", id) AS turn
      FROM "EmailMessage" WHERE status = 'queued' AND "nextAttemptAt" <= ${now}
    ), picked AS (
      SELECT e.id FROM due JOIN "EmailMessage" e ON e.id = due.id
      WHERE e.status = 'queued' AND e."nextAttemptAt" <= ${now}
      ORDER BY due.turn, due."nextAttemptAt", due.id LIMIT ${limit}
      FOR UPDATE OF e SKIP LOCKED
    ), claimed AS (
      UPDATE "EmailMessage" e
      SET "nextAttemptAt" = ${leasedUntil}, "attemptCount" = "attemptCount" + 1
      FROM picked WHERE e.id = picked.id
      RETURNING e.*
    )
    SELECT c.id, c."to", c.template, c.data, c.secret, c."userId", c."attemptCount",
      COALESCE(u.timezone, t.timezone, 'UTC') AS timezone, s.preferences, s.digest::text AS digest,
      c."userId" IS NULL OR NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(
          COALESCE(c.data->'workspaceIds', '[]') || COALESCE(to_jsonb(c."workspaceId"), '[]')
        ) w(id)
        WHERE w.id <> c."userId" AND NOT EXISTS (
          SELECT 1 FROM "TeamMember" m WHERE m."teamId" = w.id AND m."userId" = c."userId"
        )
      ) AS "mayRead"
    FROM claimed c
    LEFT JOIN "User" u ON u.id = c."userId"
    LEFT JOIN "Team" t ON t.id = c."workspaceId"
    LEFT JOIN "NotificationSettings" s ON s."userId" = c."userId"`;
}

/** Gives mails back untried. */
export async function releaseEmails(ids: readonly string[], until: Date): Promise<void> {
  await db().emailMessage.updateMany({
    where: { id: { in: [...ids] }, status: "queued" },
    data: { nextAttemptAt: until, attemptCount: { decrement: 1 } },
  });
}

/** Ends or postpones a mail. One that another instance has ended in the meantime stays as it is. */
export async function settleEmail(
  id: string,
  data: Prisma.EmailMessageUncheckedUpdateManyInput,
): Promise<void> {
  await db().emailMessage.updateMany({ where: { id, status: "queued" }, data });
}

/** Nothing is taken before `until`: what waits need not ask one by one. */
export async function postponeEmails(until: Date): Promise<void> {
  await db().emailMessage.updateMany({
    where: { status: "queued", nextAttemptAt: { lt: until } },
    data: { nextAttemptAt: until },
  });
}
