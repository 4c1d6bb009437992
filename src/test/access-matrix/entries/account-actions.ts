import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import { type ActionEntry, form, recordArgs } from "../action-entry.ts";
import { anyone, teamRule } from "../verdicts.ts";
import { personOf, STRANGER, workspaceOf } from "../world.ts";

export const ACCOUNT_ACTIONS: Record<string, ActionEntry> = {
  "account.updateProfile": {
    for: "user",
    relations: ["own"],
    args: () => [EMPTY_FORM_STATE, form({ timezone: "Asia/Tokyo" })],
    rule: anyone,
  },
  "account.deleteAccount": {
    for: "user",
    relations: ["own"],
    args: ({ role }) => [EMPTY_FORM_STATE, form({ confirm: `${personOf(role)}@example.test` })],
    rule: anyone,
  },
  "account.deleteAccount (of somebody else)": {
    for: "user",
    relations: ["own"],
    args: () => [EMPTY_FORM_STATE, form({ confirm: `${STRANGER}@example.test` })],
    rule: () => "invalid",
  },
  "demo-data.removeDemoData": {
    for: "user",
    relations: ["team", "otherTeam", "otherCompany", "personal", "foreignPersonal"],
    args: (cell) => recordArgs(workspaceOf(cell)),
    rule: (cell) => (cell.relation === "personal" ? "ok" : teamRule("team.configure")(cell)),
  },
};
