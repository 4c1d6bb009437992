import { setTimeout as wait } from "node:timers/promises";
import {
  type ComposedEmail,
  composeEmail,
  UnreadableEmailError,
} from "#lib/email/compose-email.ts";
import { pauseSending, SLOT_MS, takeSlots } from "#lib/email/pace.ts";
import { type ResendAccount, sendThroughResend } from "#lib/email/resend.ts";
import { retryDelay } from "#lib/email/retry-delay.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { wantsEmail } from "#lib/notifications/preferences.ts";
import { hasMailbox } from "#lib/platform/email-state.ts";
import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import {
  type ClaimedEmail,
  claimDueEmails,
  postponeEmails,
  releaseEmails,
  settleEmail,
} from "./queries.ts";

/** Mails in hand at once: as many as are sent in a second, so that a slow answer holds up no other. */
const BATCH = 5;
/** Longest that mails are held while others have the turn; half of it is left of their lease. */
const MAX_WAIT_MS = 20_000;

export type SendingRun = {
  sent: number;
  /** Put into the local mailbox instead. */
  kept: number;
  failed: number;
  /** Not sent this time, and tried again later. */
  postponed: number;
  /** Not wanted any more. */
  dropped: number;
  /** Some were due when the time was up. */
  remaining: boolean;
};
type Fate = Exclude<keyof SendingRun, "remaining">;

/**
 * Sends the mails that are due until none is or the time is up. Any number of calls at once share
 * them. One that dies between sending and noting it leaves the mail to the next, which sends it under
 * the same key: the provider recognises it.
 */
export async function sendDueEmails(
  run: JobRun & { clock?: () => number; random?: () => number },
): Promise<SendingRun> {
  const clock = run.clock ?? Date.now;
  const random = run.random ?? Math.random;
  const startedAt = clock();
  const now = () => new Date(run.now.getTime() + clock() - startedAt);
  const { resend } = env();
  const counts = { sent: 0, kept: 0, failed: 0, postponed: 0, dropped: 0 };
  while (clock() < run.deadline) {
    const batch = await claimDueEmails(now(), BATCH);
    if (batch.length === 0) return { ...counts, remaining: false };
    const pause = resend ? await takeSlots(batch.length) : 0;
    if (pause > MAX_WAIT_MS || clock() + pause > run.deadline) {
      await releaseEmails(
        batch.map(({ id }) => id),
        now(),
      );
      return { ...counts, remaining: true };
    }
    const fates = await Promise.all(
      batch.map(async (email, index) => {
        if (resend) await wait(pause + index * SLOT_MS);
        return deliver(email, resend, { now, random });
      }),
    );
    for (const fate of fates) counts[fate] += 1;
  }
  return { ...counts, remaining: true };
}

type Clock = { now: () => Date; random: () => number };

async function deliver(
  email: ClaimedEmail,
  resend: ResendAccount | null,
  clock: Clock,
): Promise<Fate> {
  const composed = compose(email);
  if (typeof composed === "string") return await giveUp(email, composed);
  if (!isStillWanted(email, composed)) {
    await settleEmail(email.id, { status: "dropped", nextAttemptAt: null, secret: null });
    return "dropped";
  }
  if (resend) return await send(email, composed, resend, clock);
  if (!hasMailbox()) return await giveUp(email, "E-mail is not configured.");
  const sentAt = clock.now();
  await settleEmail(email.id, { status: "kept", sentAt, nextAttemptAt: null, error: null });
  return "kept";
}

async function send(
  email: ClaimedEmail,
  { subject, html, text, headers }: ComposedEmail,
  resend: ResendAccount,
  { now, random }: Clock,
): Promise<Fate> {
  const message = {
    ...{ subject, html, text, headers },
    idempotencyKey: email.id,
    to: email.to,
    template: email.template,
  };
  const outcome = await sendThroughResend(resend, message, now());
  switch (outcome.result) {
    case "sent":
      await settleEmail(email.id, {
        status: "sent",
        sentAt: now(),
        providerId: outcome.providerId,
        nextAttemptAt: null,
        error: null,
        secret: null,
      });
      return "sent";
    case "refused":
      return await giveUp(email, outcome.error);
    case "failed": {
      const delay = retryDelay(email.attemptCount, random());
      if (delay === null) return await giveUp(email, outcome.error);
      const nextAttemptAt = new Date(now().getTime() + delay);
      await settleEmail(email.id, { nextAttemptAt, error: outcome.error });
      return "postponed";
    }
    case "throttled": {
      await pauseSending(outcome.seconds);
      return await postponeUntried(email, secondsAfter(now(), outcome.seconds), outcome.error);
    }
    case "exhausted": {
      const until =
        outcome.seconds === null ? endOfDay(now()) : secondsAfter(now(), outcome.seconds);
      await postponeEmails(until);
      return await postponeUntried(email, until, outcome.error);
    }
  }
}

/** Nothing was taken, so this was no try of the mail's own. */
async function postponeUntried(email: ClaimedEmail, until: Date, error: string): Promise<Fate> {
  const attemptCount = email.attemptCount - 1;
  await settleEmail(email.id, { nextAttemptAt: until, attemptCount, error });
  return "postponed";
}

async function giveUp(email: ClaimedEmail, error: string): Promise<Fate> {
  log().warn({ emailId: email.id, template: email.template, reason: error }, "mail given up");
  await settleEmail(email.id, { status: "failed", nextAttemptAt: null, error });
  return "failed";
}

/** The mail, or in words why it cannot be made. */
function compose(email: ClaimedEmail): ComposedEmail | string {
  try {
    return composeEmail(email);
  } catch (error) {
    if (error instanceof UnreadableEmailError || error instanceof AppError) return error.message;
    log().error({ err: error, emailId: email.id }, "mail could not be made");
    return "The mail could not be made; the reason is in the log.";
  }
}

/** Hours may lie between the cause and a late try: its reader may have unsubscribed or left. */
function isStillWanted(email: ClaimedEmail, { kind }: ComposedEmail): boolean {
  if (!email.mayRead) return false;
  if (kind === null || email.userId === null) return true;
  return kind === "digest" ? email.digest !== "off" : wantsEmail(email, kind);
}

function secondsAfter(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}

/** When the provider begins to count anew, in UTC. */
function endOfDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
}
