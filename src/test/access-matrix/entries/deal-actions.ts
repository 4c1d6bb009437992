import { WORKSPACE_COOKIE } from "#lib/access/current-workspace.ts";
import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import { type ActionEntry, form, onDealAction } from "../action-entry.ts";
import type { Cell } from "../cell.ts";
import { anyone, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { HOME, teamOf } from "../world.ts";

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
  "deals.deleteDeal": onDealAction("deal.delete"),
  "imports.previewImport": { ...importing(), rule: anyone, changes: false },
  "imports.runImport": {
    ...importing(),
    rule: (cell) => IMPORT_RULE({ ...cell, relation: "team" }),
  },
};

const IMPORT_RULE = teamRule("deal.create");

/** The workspace is that of the cookie, or one's own first where the cookie names another's. */
function importing(): Omit<ActionEntry, "rule"> {
  return {
    for: "user",
    relations: TEAM_RELATIONS,
    args: () => [form({ file: new File(["id,name\nX1,Imported\n"], "deals.csv"), options: "{}" })],
    cookies: ({ relation }: Cell) => ({ [WORKSPACE_COOKIE]: teamOf(relation) ?? HOME }),
  };
}
