import { deleteSignInJob } from "#lib/account/account-jobs.ts";
import { sendDigestsJob, sendEmailsJob } from "#lib/email/email-jobs.ts";
import {
  startDueSyncsJob,
  syncIntegrationJob,
  writeBackJob,
} from "#lib/integrations/integration-jobs.ts";
import { cleanUpJob } from "#lib/jobs/clean-up.ts";
import type { JobDefinition } from "#lib/jobs/define-job.ts";
import {
  refreshDueRiskJob,
  refreshNormsJob,
  refreshWorkspaceRiskJob,
} from "#lib/risk/store/risk-jobs.ts";
import { postToSlackJob } from "#lib/slack/slack-jobs.ts";
import { deliverWebhooksJob, processWebhooksJob } from "#lib/webhooks/webhook-jobs.ts";

/** Every job there is: what workers work, what a deployment creates queues for. */
export const JOBS = [
  refreshDueRiskJob,
  refreshWorkspaceRiskJob,
  refreshNormsJob,
  startDueSyncsJob,
  syncIntegrationJob,
  writeBackJob,
  sendEmailsJob,
  sendDigestsJob,
  deliverWebhooksJob,
  processWebhooksJob,
  postToSlackJob,
  cleanUpJob,
  deleteSignInJob,
] as unknown as readonly JobDefinition[];

/**
 * Work that runs by the clock. `cron` is when a long-lived server does it; `vercelSchedule` is what
 * vercel.json says for the same path, within what the free plan allows (once a day).
 */
export const CRONS = [
  {
    path: "/api/cron/refresh-risk",
    vercelSchedule: "0 5 * * *",
    cron: "* * * * *",
    job: refreshDueRiskJob as unknown as JobDefinition,
  },
  {
    path: "/api/cron/sync-integrations",
    vercelSchedule: "0 4 * * *",
    cron: "* * * * *",
    job: startDueSyncsJob as unknown as JobDefinition,
  },
  {
    path: "/api/cron/process-emails",
    vercelSchedule: "0 6 * * *",
    cron: "* * * * *",
    job: sendEmailsJob as unknown as JobDefinition,
  },
  {
    path: "/api/cron/send-digests",
    vercelSchedule: "30 6 * * *",
    cron: "* * * * *",
    job: sendDigestsJob as unknown as JobDefinition,
  },
  {
    path: "/api/cron/process-webhooks",
    vercelSchedule: "0 7 * * *",
    cron: "* * * * *",
    job: processWebhooksJob as unknown as JobDefinition,
  },
  {
    path: "/api/cron/clean-up",
    vercelSchedule: "0 3 * * *",
    cron: "17 * * * *",
    job: cleanUpJob as unknown as JobDefinition,
  },
] as const;
