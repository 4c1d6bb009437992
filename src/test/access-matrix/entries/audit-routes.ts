import { onOnesOwn, type RouteEntry } from "../route-entry.ts";
import { TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { teamOf } from "../world.ts";

export const AUDIT_ROUTES: Record<string, RouteEntry> = {
  "GET /api/audit": ofTeam({}),
  "GET /api/audit (own)": onOnesOwn(),
  "GET /api/audit/export (csv)": { ...ofTeam({ format: "csv" }), changes: true },
  "GET /api/audit/export (json)": { ...ofTeam({ format: "json" }), changes: true },
};

function ofTeam(query: Record<string, string>): RouteEntry {
  return {
    for: "user",
    relations: TEAM_RELATIONS,
    send: ({ relation }) => ({ query: { teamId: teamOf(relation) ?? "", ...query } }),
    rule: teamRule("audit.read"),
  };
}
