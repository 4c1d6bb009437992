import { type DigestRun, sendDigests } from "#lib/email/digest/send-digests.ts";
import { sendDueEmails } from "#lib/email/send-due-emails.ts";

/** Together well under the 300 s that the platform gives a function. */
const MAKING_MS = 120_000;
const SENDING_MS = 120_000;

/**
 * What the scheduler starts where no worker runs: makes the digests that are due and sends what waits,
 * so that they do not wait for the mails' own schedule too. Safe to run twice at once.
 */
export async function runScheduledDigests(now: Date): Promise<DigestRun & { sent: number }> {
  const made = await sendDigests({ now, deadline: now.getTime() + MAKING_MS });
  const later = now.getTime() + MAKING_MS + SENDING_MS;
  const { sent, kept } = await sendDueEmails({ now, deadline: later });
  return { ...made, sent: sent + kept };
}
