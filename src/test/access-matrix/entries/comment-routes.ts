import type { Cell } from "../cell.ts";
import type { Call, Entry } from "../route-entry.ts";
import { onDeal } from "../route-entry.ts";
import { both, dealRule, type Rule } from "../verdicts.ts";
import { authorOf, idOf, personOf } from "../world.ts";

const ofComment =
  (call: Omit<Call, "params"> = {}) =>
  (cell: Cell): Call => ({
    params: { id: idOf("deal", cell), commentId: idOf("comment", cell) },
    ...call,
  });

/** Words are changed by whoever wrote them. */
export const authorRule: Rule = (cell) =>
  authorOf(cell) === personOf(cell.role) ? "ok" : "forbidden";

/** And taken back by them or by whoever leads the team. */
export const deleteRule: Rule = (cell) =>
  authorRule(cell) === "ok" ? "ok" : dealRule("deal.moderate")(cell);

export const COMMENT_ROUTES: Record<string, Entry> = {
  "GET /api/deals/{id}/comments": onDeal("deal.read"),
  "POST /api/deals/{id}/comments": onDeal("deal.comment", { body: { body: "Well done" } }),
  "PATCH /api/deals/{id}/comments/{commentId}": onDeal(
    "deal.comment",
    {},
    {
      send: ofComment({ body: { body: "In other words" } }),
      rule: both(dealRule("deal.comment"), authorRule),
    },
  ),
  "DELETE /api/deals/{id}/comments/{commentId}": onDeal(
    "deal.comment",
    {},
    { send: ofComment(), rule: both(dealRule("deal.comment"), deleteRule) },
  ),
};
