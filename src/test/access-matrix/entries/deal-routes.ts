import type { DealAction } from "#lib/access/policy.ts";
import type { BulkAction, BulkReport } from "#lib/deals/bulk-schema.ts";
import type { Verdict } from "../cell.ts";
import { type Entry, onDeal, onOnesOwn, type RouteEntry } from "../route-entry.ts";
import { DEAL_RELATIONS, dealRule, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { COLLEAGUE, idOf, teamOf } from "../world.ts";

/** A day that is still to come. */
export const NEXT_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

export const DEAL_ROUTES: Record<string, Entry> = {
  "GET /api/deals": onOnesOwn({ query: { limit: "100" } }),
  "POST /api/deals": {
    for: "user",
    relations: TEAM_RELATIONS,
    send: ({ relation }) => ({ body: { name: "New", teamId: teamOf(relation) } }),
    // A team in the body that is not one's own is a wrong field, not a missing page.
    rule: teamRule("deal.create", "invalid"),
  },
  "GET /api/deals/search": onOnesOwn({ query: { q: "acme" } }),
  "POST /api/deals/import": {
    for: "user",
    relations: TEAM_RELATIONS,
    send: ({ relation }) => ({
      query: { workspaceId: teamOf(relation) ?? "" },
      raw: "id,name\nX1,Imported\n",
      headers: { "content-type": "text/csv" },
    }),
    rule: teamRule("deal.create"),
  },
  "POST /api/deals/bulk (stage)": bulk({ type: "stage", stage: "proposal" }, "deal.edit"),
  "POST /api/deals/bulk (assign)": {
    ...bulk({ type: "assign", assigneeId: COLLEAGUE }, "deal.assign"),
    relations: DEAL_RELATIONS.filter((relation) => relation !== "personal"),
  },
  "POST /api/deals/bulk (delete)": bulk({ type: "delete" }, "deal.delete"),
  "POST /api/deals/bulk (restore)": bulk({ type: "restore" }, "deal.delete", "gone"),
  "GET /api/deals/{id}": onDeal("deal.read"),
  "PATCH /api/deals/{id}": onDeal("deal.edit", { body: { name: "Changed" } }),
  "PATCH /api/deals/{id} (assign)": onDeal(
    "deal.assign",
    { body: { assigneeId: COLLEAGUE } },
    { relations: DEAL_RELATIONS.filter((relation) => relation !== "personal") },
  ),
  "DELETE /api/deals/{id}": onDeal("deal.delete"),
  "POST /api/deals/{id}/restore": onDeal(
    "deal.delete",
    {},
    { send: (cell) => ({ params: { id: idOf("gone", cell) } }) },
  ),
  "GET /api/deals/{id}/events": onDeal("deal.read"),
  "POST /api/deals/{id}/events": onDeal("deal.log_event", { body: { type: "call" } }),
  "GET /api/deals/{id}/timeline": onDeal("deal.read"),
  "GET /api/deals/{id}/risk": onDeal("deal.read"),
  "GET /api/deals/{id}/risk/changes": onDeal("deal.read"),
  "PUT /api/deals/{id}/snooze": onDeal("deal.edit", {
    body: { until: NEXT_WEEK, reason: "They are moving offices" },
  }),
  "DELETE /api/deals/{id}/snooze": onDeal("deal.edit"),
};

/** Answers 200 and says for each deal how it went. */
function bulk(action: BulkAction, right: DealAction, kind: "deal" | "gone" = "deal"): RouteEntry {
  return {
    for: "user",
    relations: DEAL_RELATIONS,
    send: (cell) => ({ body: { ids: [idOf(kind, cell)], action } }),
    rule: dealRule(right),
    read: (body) => bulkVerdict(body as BulkReport),
  };
}

/** What a report says of the one deal that was asked about. */
export function bulkVerdict({ results: [result] }: BulkReport): Verdict {
  if (result?.ok) return "ok";
  return result?.code === "invalid_input" || !result?.code ? "invalid" : result.code;
}
