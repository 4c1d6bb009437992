import { ACCOUNT_ROUTES } from "./entries/account-routes.ts";
import { AUDIT_ROUTES } from "./entries/audit-routes.ts";
import { COMMENT_ROUTES } from "./entries/comment-routes.ts";
import { DEAL_ROUTES } from "./entries/deal-routes.ts";
import { EMAIL_ROUTES } from "./entries/email-routes.ts";
import { INTEGRATION_ROUTES } from "./entries/integration-routes.ts";
import { NOTIFICATION_ROUTES } from "./entries/notification-routes.ts";
import { OPERATION_ROUTES } from "./entries/operation-routes.ts";
import { SLACK_ROUTES } from "./entries/slack-routes.ts";
import { TEAM_ROUTES } from "./entries/team-routes.ts";
import { WEBHOOK_ROUTES } from "./entries/webhook-routes.ts";
import type { Entry } from "./route-entry.ts";

/** Every route of the API, by method and path. A test fails for one that is not here. */
export const ROUTE_ENTRIES: Record<string, Entry> = {
  ...DEAL_ROUTES,
  ...COMMENT_ROUTES,
  ...AUDIT_ROUTES,
  ...ACCOUNT_ROUTES,
  ...INTEGRATION_ROUTES,
  ...NOTIFICATION_ROUTES,
  ...TEAM_ROUTES,
  ...WEBHOOK_ROUTES,
  ...SLACK_ROUTES,
  ...EMAIL_ROUTES,
  ...OPERATION_ROUTES,
};
