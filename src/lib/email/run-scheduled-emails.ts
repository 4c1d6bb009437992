import { sendEmailsJob } from "#lib/email/email-jobs.ts";
import { type SendingRun, sendDueEmails } from "#lib/email/send-due-emails.ts";
import type { JobDefinition } from "#lib/jobs/define-job.ts";
import { drainJobs } from "#lib/jobs/run-jobs.ts";

/** Stays well under the 300 s that the platform gives a function. */
const BUDGET_MS = 240_000;

/**
 * What the scheduler starts where no worker runs: sends the mails that are due. Safe to run twice at
 * once. The jobs that say so are only taken out of their queue, and before: a mail that comes while
 * others are sent brings one that stays.
 */
export async function runScheduledEmails(now: Date): Promise<SendingRun> {
  const deadline = now.getTime() + BUDGET_MS;
  const noted = { ...sendEmailsJob, handle: async () => {} };
  await drainJobs([noted] as unknown as readonly JobDefinition[], { now, deadline });
  return await sendDueEmails({ now, deadline });
}
