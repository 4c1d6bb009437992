import type { ActionEntry } from "../action-entry.ts";
import { onDealAction, recordArgs } from "../action-entry.ts";
import { DEAL_RELATIONS, dealRule, type Rule, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { idOf, teamOf } from "../world.ts";

/** Where the actor may, the credentials are still refused: nothing outside is called here. */
const connectRule: Rule = (cell) => {
  const found = teamRule("team.configure")(cell);
  return found === "ok" ? "invalid" : found;
};

/** Nobody in this world is connected to anything. */
const notConnected: ActionEntry = {
  for: "user",
  relations: ["own"],
  args: () => recordArgs("salesforce"),
  rule: () => "not_found",
};

export const INTEGRATION_ACTIONS: Record<string, ActionEntry> = {
  "integrations.connectIntegration": {
    for: "user",
    relations: TEAM_RELATIONS,
    args: ({ relation }) => recordArgs("hubspot", { apiKey: "", teamId: teamOf(relation) ?? "" }),
    rule: connectRule,
  },
  "integrations.syncIntegration": notConnected,
  "integrations.changeIntegration": notConnected,
  "integrations.disconnectIntegration": notConnected,
  "integrations.saveStageMapping": {
    ...notConnected,
    args: () => recordArgs("salesforce", { 'stage:["","Legal"]': "proposal" }),
  },
  "meetings.planMeeting": onDealAction("deal.log_event", {
    title: "Review",
    startsAt: "2098-01-01T10:00",
    minutes: "30",
  }),
  "meetings.unlinkMeeting": {
    for: "user",
    relations: DEAL_RELATIONS,
    args: (cell) => recordArgs(idOf("meeting", cell)),
    rule: dealRule("deal.log_event"),
  },
  "meetings.confirmMeeting": {
    for: "user",
    relations: DEAL_RELATIONS,
    args: (cell) => recordArgs(`${idOf("meeting", cell)}/${idOf("deal", cell)}`),
    rule: dealRule("deal.log_event"),
  },
};
