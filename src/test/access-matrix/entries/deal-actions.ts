import { WORKSPACE_COOKIE } from "#lib/access/current-workspace.ts";
import type { DealAction } from "#lib/access/policy.ts";
import { bulkForm } from "#lib/deals/bulk-form.ts";
import type { BulkAction, BulkReport } from "#lib/deals/bulk-schema.ts";
import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import { type ActionEntry, form, onDealAction, recordArgs } from "../action-entry.ts";
import { DEAL_RELATIONS, dealRule, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { COLLEAGUE, HOME, idOf, teamOf } from "../world.ts";
import { bulkVerdict } from "./deal-routes.ts";

export const DEAL_ACTIONS: Record<string, ActionEntry> = {
  "deals.createDeal": {
    for: "user",
    relations: TEAM_RELATIONS,
    args: ({ relation }) => [
      EMPTY_FORM_STATE,
      form({ name: "New", teamId: teamOf(relation) ?? "" }),
    ],
    rule: teamRule("deal.create", "invalid"),
  },
  "deals.editDeal": onDealAction("deal.edit", { name: "Changed" }),
  "deals.moveStage": onDealAction("deal.edit", { stage: "proposal" }),
  "deals.setNextStep": onDealAction("deal.edit", { nextStep: "Call", nextStepDueOn: "2026-12-01" }),
  "deals.logTouchpoint": onDealAction("deal.log_event", { type: "call" }),
  "deals.assignDeal": onDealAction(
    "deal.assign",
    { assigneeId: COLLEAGUE },
    { relations: DEAL_RELATIONS.filter((relation) => relation !== "personal") },
  ),
  "deals.deleteDeal": onDealAction("deal.delete"),
  "deals.restoreDeal": onDealAction(
    "deal.delete",
    {},
    { args: (cell) => recordArgs(idOf("gone", cell)) },
  ),
  "deals.changeDeals (stage)": changing({ type: "stage", stage: "proposal" }, "deal.edit"),
  "deals.changeDeals (delete)": changing({ type: "delete" }, "deal.delete"),
  "deals.changeDeals (restore)": changing({ type: "restore" }, "deal.delete", "gone"),
  "imports.previewImport": { ...importing(), changes: false },
  "imports.runImport": importing(),
};

/** Says for each deal how it went. */
function changing(
  action: BulkAction,
  right: DealAction,
  kind: "deal" | "gone" = "deal",
): ActionEntry {
  return {
    for: "user",
    relations: DEAL_RELATIONS,
    args: (cell) => [bulkForm({ ids: [idOf(kind, cell)], action })],
    rule: dealRule(right),
    read: (result, target) =>
      target ? "sign_in" : bulkVerdict((result as { report: BulkReport }).report),
  };
}

/** The workspace is that of the cookie, or one's own first where the cookie names another's. */
function importing(): ActionEntry {
  return {
    for: "user",
    relations: TEAM_RELATIONS,
    args: () => [form({ file: new File(["id,name\nX1,Imported\n"], "deals.csv"), options: "{}" })],
    rule: ({ role }) => teamRule("deal.create")({ role, relation: "team" }),
    cookies: ({ relation }) => ({ [WORKSPACE_COOKIE]: teamOf(relation) ?? HOME }),
  };
}
