import type { RouteDeclaration, RouteHandler } from "#lib/http/create-route.ts";
import * as alerts from "./alerts/route.ts";
import * as auditExport from "./audit/export/route.ts";
import * as audit from "./audit/route.ts";
import * as me from "./auth/me/route.ts";
import * as cleanUp from "./cron/clean-up/route.ts";
import * as processEmails from "./cron/process-emails/route.ts";
import * as processWebhooks from "./cron/process-webhooks/route.ts";
import * as refreshRisk from "./cron/refresh-risk/route.ts";
import * as sendDigests from "./cron/send-digests/route.ts";
import * as syncIntegrations from "./cron/sync-integrations/route.ts";
import * as dealComment from "./deals/[id]/comments/[commentId]/route.ts";
import * as dealComments from "./deals/[id]/comments/route.ts";
import * as dealEvents from "./deals/[id]/events/route.ts";
import * as dealRestore from "./deals/[id]/restore/route.ts";
import * as riskChanges from "./deals/[id]/risk/changes/route.ts";
import * as dealRisk from "./deals/[id]/risk/route.ts";
import * as deal from "./deals/[id]/route.ts";
import * as dealSnooze from "./deals/[id]/snooze/route.ts";
import * as dealTimeline from "./deals/[id]/timeline/route.ts";
import * as dealBulk from "./deals/bulk/route.ts";
import * as dealImport from "./deals/import/route.ts";
import * as deals from "./deals/route.ts";
import * as dealSearch from "./deals/search/route.ts";
import * as emailRetry from "./emails/[id]/retry/route.ts";
import * as failedEmails from "./emails/failed/route.ts";
import * as stream from "./events/route.ts";
import * as health from "./health/route.ts";
import * as meeting from "./integrations/google-calendar/events/[id]/route.ts";
import * as meetings from "./integrations/google-calendar/events/route.ts";
import * as googleCallback from "./integrations/google-calendar/oauth/callback/route.ts";
import * as googleStart from "./integrations/google-calendar/oauth/start/route.ts";
import * as googleCalendar from "./integrations/google-calendar/route.ts";
import * as calendarSync from "./integrations/google-calendar/sync/route.ts";
import * as hubspot from "./integrations/hubspot/route.ts";
import * as hubspotStages from "./integrations/hubspot/stage-mapping/route.ts";
import * as hubspotSync from "./integrations/hubspot/sync/route.ts";
import * as integrationLog from "./integrations/log/route.ts";
import * as integrations from "./integrations/route.ts";
import * as salesforce from "./integrations/salesforce/route.ts";
import * as salesforceStages from "./integrations/salesforce/stage-mapping/route.ts";
import * as salesforceSync from "./integrations/salesforce/sync/route.ts";
import * as inviteAccept from "./invites/[token]/accept/route.ts";
import * as invite from "./invites/[token]/route.ts";
import * as notification from "./notifications/[id]/route.ts";
import * as notificationsReadAll from "./notifications/read-all/route.ts";
import * as notifications from "./notifications/route.ts";
import * as notificationSettings from "./notifications/settings/route.ts";
import * as slackRetry from "./slack/[id]/retry/route.ts";
import * as slackChannel from "./slack/[id]/route.ts";
import * as slackChannelTest from "./slack/[id]/test/route.ts";
import * as slack from "./slack/route.ts";
import * as slackTest from "./slack/test/route.ts";
import * as teamInviteResend from "./teams/[id]/invites/[inviteId]/resend/route.ts";
import * as teamInvite from "./teams/[id]/invites/[inviteId]/route.ts";
import * as teamInvites from "./teams/[id]/invites/route.ts";
import * as teamLeave from "./teams/[id]/leave/route.ts";
import * as teamMemberRemoval from "./teams/[id]/members/[userId]/removal/route.ts";
import * as teamMember from "./teams/[id]/members/[userId]/route.ts";
import * as teamMembers from "./teams/[id]/members/route.ts";
import * as team from "./teams/[id]/route.ts";
import * as teamTransfer from "./teams/[id]/transfer/route.ts";
import * as teams from "./teams/route.ts";
import * as unsubscribe from "./unsubscribe/[token]/route.ts";
import * as userDelete from "./user/delete/route.ts";
import * as webhookResend from "./webhooks/[id]/deliveries/[deliveryId]/resend/route.ts";
import * as webhookDelivery from "./webhooks/[id]/deliveries/[deliveryId]/route.ts";
import * as webhookDeliveries from "./webhooks/[id]/deliveries/route.ts";
import * as webhookReplay from "./webhooks/[id]/replay/route.ts";
import * as webhookRotate from "./webhooks/[id]/rotate/route.ts";
import * as webhook from "./webhooks/[id]/route.ts";
import * as webhookTest from "./webhooks/[id]/test/route.ts";
import * as clerkWebhook from "./webhooks/clerk/route.ts";
import * as webhooks from "./webhooks/route.ts";

const MODULES: readonly Record<string, unknown>[] = [
  deals,
  deal,
  dealRestore,
  dealSnooze,
  dealBulk,
  dealEvents,
  dealTimeline,
  dealComments,
  dealComment,
  dealRisk,
  riskChanges,
  dealSearch,
  dealImport,
  notifications,
  notification,
  notificationsReadAll,
  notificationSettings,
  alerts,
  stream,
  cleanUp,
  me,
  userDelete,
  audit,
  auditExport,
  teams,
  team,
  teamTransfer,
  teamLeave,
  teamMembers,
  teamMember,
  teamMemberRemoval,
  teamInvites,
  teamInvite,
  teamInviteResend,
  invite,
  inviteAccept,
  refreshRisk,
  processEmails,
  sendDigests,
  unsubscribe,
  failedEmails,
  emailRetry,
  integrations,
  integrationLog,
  salesforce,
  salesforceSync,
  salesforceStages,
  hubspot,
  hubspotSync,
  hubspotStages,
  googleCalendar,
  calendarSync,
  meetings,
  meeting,
  googleStart,
  googleCallback,
  syncIntegrations,
  webhooks,
  webhook,
  webhookDeliveries,
  webhookDelivery,
  webhookResend,
  webhookTest,
  webhookRotate,
  webhookReplay,
  slack,
  slackChannel,
  slackTest,
  slackChannelTest,
  slackRetry,
  processWebhooks,
  health,
  clerkWebhook,
];

/**
 * Every REST route but the one that describes them all. A test compares this list with the files of
 * this folder.
 */
export function allRoutes(): RouteDeclaration[] {
  return allHandlers().map(({ declaration }) => declaration);
}

export function allHandlers(): RouteHandler[] {
  return MODULES.flatMap((module) => Object.values(module)).filter(isHandler);
}

function isHandler(value: unknown): value is RouteHandler {
  return typeof value === "function" && "declaration" in value;
}
