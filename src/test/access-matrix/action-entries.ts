import type { ActionEntry } from "./action-entry.ts";
import { ACCOUNT_ACTIONS } from "./entries/account-actions.ts";
import { COMMENT_ACTIONS } from "./entries/comment-actions.ts";
import { DEAL_ACTIONS } from "./entries/deal-actions.ts";
import { EMAIL_ACTIONS } from "./entries/email-actions.ts";
import { INTEGRATION_ACTIONS } from "./entries/integration-actions.ts";
import { NOTIFICATION_ACTIONS } from "./entries/notification-actions.ts";
import { SESSION_ACTIONS } from "./entries/session-actions.ts";
import { SLACK_ACTIONS } from "./entries/slack-actions.ts";
import { TEAM_ACTIONS } from "./entries/team-actions.ts";
import { WEBHOOK_ACTIONS } from "./entries/webhook-actions.ts";

/** Every exported Server Action, by file and name. A test fails for one that is not here. */
export const ACTION_ENTRIES: Record<string, ActionEntry> = {
  ...DEAL_ACTIONS,
  ...COMMENT_ACTIONS,
  ...INTEGRATION_ACTIONS,
  ...NOTIFICATION_ACTIONS,
  ...TEAM_ACTIONS,
  ...SLACK_ACTIONS,
  ...WEBHOOK_ACTIONS,
  ...EMAIL_ACTIONS,
  ...ACCOUNT_ACTIONS,
  ...SESSION_ACTIONS,
};
