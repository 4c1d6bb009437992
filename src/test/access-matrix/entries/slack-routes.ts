import { type Call, type Entry, onOnesOwn, type RouteEntry } from "../route-entry.ts";
import { type Rule, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { idOf, teamOf } from "../world.ts";

/** A team's are looked after by those who configure it, one's own by oneself. */
export const lookAfterRule: Rule = (cell) =>
  cell.relation === "personal" ? "ok" : teamRule("team.configure")(cell);

/** Where the actor may, the address is still refused: nothing outside is called here. */
export const addRule: Rule = (cell) => {
  const found = cell.relation === "personal" ? "ok" : teamRule("team.configure", "invalid")(cell);
  return found === "ok" ? "invalid" : found;
};

export const CHANNEL_RELATIONS = [
  "team",
  "otherTeam",
  "otherCompany",
  "personal",
  "foreignPersonal",
] as const;

function onChannel(call: Omit<Call, "params"> = {}): RouteEntry {
  return {
    for: "user",
    relations: CHANNEL_RELATIONS,
    send: (cell) => ({ params: { id: idOf("slack", cell) }, ...call }),
    rule: lookAfterRule,
  };
}

const NOT_SLACK = { url: "https://internal.example/services/T/B/x" };

function adding(fields: object): RouteEntry {
  return {
    for: "user",
    relations: [...TEAM_RELATIONS, "personal"],
    send: ({ relation }) => ({ body: { ...NOT_SLACK, ...fields, teamId: teamOf(relation) } }),
    rule: addRule,
  };
}

export const SLACK_ROUTES: Record<string, Entry> = {
  "GET /api/slack": onOnesOwn(),
  "GET /api/slack (team)": {
    for: "user",
    relations: TEAM_RELATIONS,
    send: ({ relation }) => ({ query: { teamId: teamOf(relation) ?? "" } }),
    rule: teamRule("team.configure"),
  },
  "POST /api/slack": adding({ channelName: "#deals", events: ["deal.created"] }),
  "POST /api/slack/test": adding({}),
  "GET /api/slack/{id}": onChannel(),
  "PATCH /api/slack/{id}": onChannel({ body: { channelName: "#renamed" } }),
  "DELETE /api/slack/{id}": onChannel(),
  "POST /api/slack/{id}/test": onChannel(),
  "POST /api/slack/{id}/retry": onChannel(),
};
