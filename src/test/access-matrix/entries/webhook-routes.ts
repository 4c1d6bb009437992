import { type Call, type Entry, onOnesOwn, type RouteEntry } from "../route-entry.ts";
import { type Rule, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { idOf, LONG_AGO, teamOf } from "../world.ts";

/** A team's are looked after by those who configure it, one's own by oneself. */
export const lookAfterRule: Rule = (cell) =>
  cell.relation === "personal" ? "ok" : teamRule("team.configure")(cell);

/** Asks nobody's name server. */
export const SOMEWHERE = "https://93.184.216.34/hook";

export const WEBHOOK_RELATIONS = [
  "team",
  "otherTeam",
  "otherCompany",
  "personal",
  "foreignPersonal",
] as const;

/** In a team of somebody else's the team's id is not one that could be chosen. */
export const addRule: Rule = (cell) =>
  cell.relation === "personal" ? "ok" : teamRule("team.configure", "invalid")(cell);

function onWebhook(call: Omit<Call, "params"> = {}, hasDelivery = false): RouteEntry {
  return {
    for: "user",
    relations: WEBHOOK_RELATIONS,
    send: (cell) => ({
      params: {
        id: idOf("webhook", cell),
        ...(hasDelivery ? { deliveryId: idOf("delivery", cell) } : {}),
      },
      ...call,
    }),
    rule: lookAfterRule,
  };
}

export const WEBHOOK_ROUTES: Record<string, Entry> = {
  "GET /api/webhooks": onOnesOwn(),
  "GET /api/webhooks (team)": {
    for: "user",
    relations: TEAM_RELATIONS,
    send: ({ relation }) => ({ query: { teamId: teamOf(relation) ?? "" } }),
    rule: teamRule("team.configure"),
  },
  "POST /api/webhooks": {
    for: "user",
    relations: [...TEAM_RELATIONS, "personal"],
    send: ({ relation }) => ({
      body: { name: "New", url: SOMEWHERE, events: ["deal.created"], teamId: teamOf(relation) },
    }),
    rule: addRule,
  },
  "GET /api/webhooks/{id}": onWebhook(),
  "PATCH /api/webhooks/{id}": onWebhook({ body: { name: "Renamed" } }),
  "DELETE /api/webhooks/{id}": onWebhook(),
  "POST /api/webhooks/{id}/rotate": onWebhook(),
  "POST /api/webhooks/{id}/test": onWebhook(),
  "POST /api/webhooks/{id}/replay": onWebhook({ body: { since: LONG_AGO.toISOString() } }),
  "GET /api/webhooks/{id}/deliveries": onWebhook(),
  "GET /api/webhooks/{id}/deliveries/{deliveryId}": onWebhook({}, true),
  "POST /api/webhooks/{id}/deliveries/{deliveryId}/resend": onWebhook({}, true),
};
