import type { Entry } from "../route-entry.ts";
import { onOnesOwn } from "../route-entry.ts";
import { DEAL_RELATIONS, type Rule, teamRule } from "../verdicts.ts";
import { idOf } from "../world.ts";

/** One's own mails, and those of teams that one configures; the others are nobody's business. */
export const mailRule: Rule = (cell) => {
  if (cell.relation === "own" || cell.relation === "personal") return "ok";
  return teamRule("team.configure")(cell) === "ok" ? "ok" : "not_found";
};

export const EMAIL_ROUTES: Record<string, Entry> = {
  "GET /api/emails/failed": onOnesOwn({ query: { limit: "100" } }),
  "POST /api/emails/{id}/retry": {
    for: "user",
    relations: DEAL_RELATIONS,
    send: (cell) => ({ params: { id: idOf("email", cell) } }),
    rule: mailRule,
  },
  "POST /api/unsubscribe/{token}": {
    for: "anybody",
    send: () => ({ params: { token: "made-up" }, raw: "List-Unsubscribe=One-Click" }),
    status: 404,
  },
};
