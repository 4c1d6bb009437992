import { contextOfPerson } from "#lib/auth/load-context.ts";
import { loadDigest } from "#lib/email/digest/load-digest.ts";
import { type DigestSchedule, localDate, nextDigestAt } from "#lib/email/digest/next-digest-at.ts";
import { queueEmail } from "#lib/email/queue-email.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";

const DAY_MS = 86_400_000;
/** How far back a digest looks that has had none before it, or none for long. */
const LOOK_BACK_MS = { daily: DAY_MS, weekly: 7 * DAY_MS };
const LONGEST_LOOK_BACK_MS = 31 * DAY_MS;

export type DigestRun = {
  /** Digests that were asked for; sending them is the mail queue's work. */
  queued: number;
  /** People for whom there was nothing to say. */
  empty: number;
  failed: number;
  remaining: boolean;
};

type DueRow = DigestSchedule & {
  userId: string;
  email: string;
  timezone: string;
  preferences: unknown;
  lastDigestAt: Date | null;
  nextDigestAt: Date;
};

/**
 * Asks for the digests whose hour has come, person by person, until none is due or the time is up. Any
 * number of calls at once share the people; whose digest cannot be made holds up nobody else and is
 * tried again by the next call.
 */
export async function sendDigests(run: JobRun & { clock?: () => number }): Promise<DigestRun> {
  const clock = run.clock ?? Date.now;
  const counts = { queued: 0, empty: 0, failed: 0 };
  const passedOver: string[] = [];
  while (clock() < run.deadline) {
    let userId: string | null = null;
    try {
      const result = await transaction(async (tx) => {
        const due = await claimDue(tx, run.now, passedOver);
        userId = due?.userId ?? null;
        return due && (await makeDigest(tx, due, run.now));
      });
      if (result === null) return { ...counts, remaining: false };
      counts[result] += 1;
    } catch (error) {
      if (userId === null) throw error;
      log().error({ err: error, userId }, "digest could not be made");
      passedOver.push(userId);
      counts.failed += 1;
    }
  }
  return { ...counts, remaining: true };
}

/** Somebody whose digest is due, locked; those that another call has in hand are passed over. */
async function claimDue(tx: Tx, now: Date, passedOver: readonly string[]): Promise<DueRow | null> {
  const [row] = await tx.$queryRaw<DueRow[]>`
    SELECT s."userId", u.email, u.timezone, s.preferences, s.digest::text AS digest,
      s."digestHour", s."digestDay", s."lastDigestAt", s."nextDigestAt"
    FROM "NotificationSettings" s JOIN "User" u ON u.id = s."userId"
    WHERE s."nextDigestAt" <= ${now} AND NOT s."userId" = ANY(${passedOver})
    ORDER BY s."nextDigestAt", s."userId" LIMIT 1
    FOR UPDATE OF s SKIP LOCKED`;
  return row ?? null;
}

/** The mail and the moment of the next one are written together: no digest is made twice or forgotten. */
async function makeDigest(tx: Tx, due: DueRow, now: Date): Promise<"queued" | "empty"> {
  const { userId, email, timezone } = due;
  const period = due.digest === "weekly" ? "weekly" : "daily";
  const ctx = await contextOfPerson(email, now);
  const digest =
    due.digest === "off"
      ? null
      : await loadDigest(ctx, {
          period,
          since: sinceOf(due, period, now),
          preferences: due.preferences,
        });
  if (digest) {
    const day = localDate(due.nextDigestAt, timezone);
    await queueEmail(
      tx,
      { to: email, userId, template: "digest", data: digest, dedupeKey: `digest:${userId}:${day}` },
      now,
    );
  }
  await tx.notificationSettings.update({
    where: { userId },
    // What was missed while nothing ran is not made up for: the next one is the next to come.
    data: { lastDigestAt: now, nextDigestAt: nextDigestAt(due, timezone, now) },
  });
  return digest ? "queued" : "empty";
}

function sinceOf({ lastDigestAt }: DueRow, period: "daily" | "weekly", now: Date): Date {
  if (!lastDigestAt) return new Date(now.getTime() - LOOK_BACK_MS[period]);
  return new Date(Math.max(lastDigestAt.getTime(), now.getTime() - LONGEST_LOOK_BACK_MS));
}
