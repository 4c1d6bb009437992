import type { RouteDeclaration, RouteHandler } from "#lib/http/create-route.ts";
import * as me from "./auth/me/route.ts";
import * as processEmails from "./cron/process-emails/route.ts";
import * as refreshRisk from "./cron/refresh-risk/route.ts";
import * as syncIntegrations from "./cron/sync-integrations/route.ts";
import * as dealComment from "./deals/[id]/comments/[commentId]/route.ts";
import * as dealComments from "./deals/[id]/comments/route.ts";
import * as dealEvents from "./deals/[id]/events/route.ts";
import * as dealRestore from "./deals/[id]/restore/route.ts";
import * as riskChanges from "./deals/[id]/risk/changes/route.ts";
import * as dealRisk from "./deals/[id]/risk/route.ts";
import * as deal from "./deals/[id]/route.ts";
import * as dealSnooze from "./deals/[id]/snooze/route.ts";
import * as dealBulk from "./deals/bulk/route.ts";
import * as dealImport from "./deals/import/route.ts";
import * as deals from "./deals/route.ts";
import * as dealSearch from "./deals/search/route.ts";
import * as health from "./health/route.ts";
import * as hubspot from "./integrations/hubspot/route.ts";
import * as hubspotStages from "./integrations/hubspot/stage-mapping/route.ts";
import * as hubspotSync from "./integrations/hubspot/sync/route.ts";
import * as integrationLog from "./integrations/log/route.ts";
import * as integrations from "./integrations/route.ts";
import * as salesforce from "./integrations/salesforce/route.ts";
import * as salesforceStages from "./integrations/salesforce/stage-mapping/route.ts";
import * as salesforceSync from "./integrations/salesforce/sync/route.ts";

const MODULES: readonly Record<string, unknown>[] = [
  deals,
  deal,
  dealRestore,
  dealSnooze,
  dealBulk,
  dealEvents,
  dealComments,
  dealComment,
  dealRisk,
  riskChanges,
  dealSearch,
  dealImport,
  me,
  refreshRisk,
  processEmails,
  integrations,
  integrationLog,
  salesforce,
  salesforceSync,
  salesforceStages,
  hubspot,
  hubspotSync,
  hubspotStages,
  syncIntegrations,
  health,
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
