import { DEFAULT_PREFERENCES } from "#lib/notifications/preferences.ts";
import { type Entry, onOnesOwn, type RouteEntry } from "../route-entry.ts";
import { PERSON_RELATIONS, personRule, type Rule } from "../verdicts.ts";
import { idOf, LEFT, personOf, workspaceOf } from "../world.ts";

const OFF = { frequency: "off", hour: 8, weekday: 1 };

/** Only those who lead a team can ask to hear of everybody's deals. */
const leaderRule: Rule = ({ role }) => (role === "owner" || role === "admin" ? "ok" : "invalid");

const READ: RouteEntry = {
  for: "user",
  relations: PERSON_RELATIONS,
  send: (cell) => ({ params: { id: idOf("notification", cell) }, body: { read: true } }),
  rule: personRule,
};

export const NOTIFICATION_ROUTES: Record<string, Entry> = {
  "GET /api/notifications": onOnesOwn({ query: { limit: "100" } }),
  "PATCH /api/notifications/{id}": READ,
  "PATCH /api/notifications/{id} (of a team they left)": {
    ...READ,
    relations: ["own"],
    send: ({ role }) => ({ params: { id: `${LEFT}_${personOf(role)}` }, body: { read: true } }),
    rule: () => "not_found",
  },
  "POST /api/notifications/read-all": onOnesOwn(),
  "GET /api/notifications/settings": onOnesOwn(),
  "PUT /api/notifications/settings": onOnesOwn({ body: { ...DEFAULT_PREFERENCES, digest: OFF } }),
  "PUT /api/notifications/settings (team)": onOnesOwn(
    { body: { ...DEFAULT_PREFERENCES, scope: "team", digest: OFF } },
    { rule: leaderRule },
  ),
  "GET /api/alerts": onOnesOwn(),
  "GET /api/alerts (workspace)": {
    for: "user",
    relations: ["team", "otherTeam", "otherCompany", "personal", "foreignPersonal"],
    send: (cell) => ({ query: { workspaceId: workspaceOf(cell) } }),
    rule: personRule,
  },
};
