import { type Entry, onOnesOwn, type RouteEntry } from "../route-entry.ts";
import { DEAL_RELATIONS, dealRule, type Rule, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { idOf, teamOf } from "../world.ts";

/** Where the actor may, the input is still refused: nothing outside is called here. */
const allowedBut =
  (rule: Rule, verdict: ReturnType<Rule>): Rule =>
  (cell) => {
    const found = rule(cell);
    return found === "ok" ? verdict : found;
  };

/** Connecting for a team; the credentials are none that any provider would have to be asked about. */
function connecting(credentials: object): RouteEntry {
  return {
    for: "user",
    relations: TEAM_RELATIONS,
    send: ({ relation }) => ({ body: { teamId: teamOf(relation), ...credentials } }),
    rule: allowedBut(teamRule("team.configure"), "invalid"),
  };
}

/** Nobody in this world is connected to anything. */
const notConnected = (body?: unknown) =>
  onOnesOwn(body === undefined ? {} : { body }, { rule: () => "not_found" });

const PLANNED = {
  title: "Review",
  startsAt: "2098-01-01T10:00:00Z",
  endsAt: "2098-01-01T11:00:00Z",
};
const MAPPINGS = { mappings: [{ remoteStage: "Legal", stage: "proposal" }] };

export const INTEGRATION_ROUTES: Record<string, Entry> = {
  "GET /api/integrations": onOnesOwn(),
  "GET /api/integrations/log": onOnesOwn(),
  "PUT /api/integrations/salesforce": connecting({
    instanceUrl: "https://internal.example",
    apiKey: "token",
  }),
  "DELETE /api/integrations/salesforce": notConnected(),
  "POST /api/integrations/salesforce/sync": notConnected(),
  "GET /api/integrations/salesforce/stage-mapping": onOnesOwn(),
  "PUT /api/integrations/salesforce/stage-mapping": notConnected(MAPPINGS),
  "PUT /api/integrations/hubspot": connecting({ apiKey: "" }),
  "DELETE /api/integrations/hubspot": notConnected(),
  "POST /api/integrations/hubspot/sync": notConnected(),
  "GET /api/integrations/hubspot/stage-mapping": onOnesOwn(),
  "PUT /api/integrations/hubspot/stage-mapping": notConnected(MAPPINGS),
  "PUT /api/integrations/google-calendar": connecting({ apiKey: "key" }),
  "DELETE /api/integrations/google-calendar": notConnected(),
  "POST /api/integrations/google-calendar/sync": notConnected(),
  "GET /api/integrations/google-calendar/events": onOnesOwn(),
  "GET /api/integrations/google-calendar/events (deal)": {
    for: "user",
    relations: DEAL_RELATIONS,
    send: (cell) => ({ query: { dealId: idOf("deal", cell) } }),
    rule: dealRule("deal.read"),
  },
  "POST /api/integrations/google-calendar/events": {
    for: "user",
    relations: DEAL_RELATIONS,
    send: (cell) => ({ body: { dealId: idOf("deal", cell), ...PLANNED } }),
    rule: dealRule("deal.log_event"),
  },
  "PATCH /api/integrations/google-calendar/events/{id}": {
    for: "user",
    relations: DEAL_RELATIONS,
    send: (cell) => ({ params: { id: idOf("meeting", cell) }, body: { dealId: null } }),
    rule: dealRule("deal.log_event"),
  },
  "GET /api/integrations/google-calendar/oauth/start": {
    for: "user",
    relations: ["otherTeam", "otherCompany"],
    send: ({ relation }) => ({ query: { teamId: teamOf(relation) ?? "" } }),
    rule: teamRule("team.configure"),
  },
  "GET /api/integrations/google-calendar/oauth/callback": onOnesOwn({
    query: { code: "stolen", state: "made.up" },
  }),
  "GET /api/cron/sync-integrations": { for: "scheduler", send: () => ({}), status: 401 },
};
