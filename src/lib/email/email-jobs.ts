import { sendDigests } from "#lib/email/digest/send-digests.ts";
import { sendDigestsKind, sendEmailsKind } from "#lib/email/job-kinds.ts";
import { sendDueEmails } from "#lib/email/send-due-emails.ts";
import { defineJob } from "#lib/jobs/define-job.ts";

export const sendEmailsJob = defineJob(sendEmailsKind, (_data, run) => sendDueEmails(run));

export const sendDigestsJob = defineJob(sendDigestsKind, (_data, run) => sendDigests(run));
