import { describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { type DealAction, POLICY, ROLES, type Role } from "#lib/access/policy.ts";
import { can, dealScope, mayCreateIn, readableWorkspaces } from "#lib/access/scope.ts";
import { workspaceById, workspacesOf } from "#lib/access/workspace.ts";

const team = { id: "team", name: "Team", slug: "team", currency: "EUR", timezone: "UTC" };
const contextAs = (role: Role | null): Context => ({
  user: { id: "me", name: "Me", email: "me@example.test", timezone: "UTC", currency: "USD" },
  memberships: role ? [{ role, team }] : [],
  requestId: "test",
  now: new Date("2026-01-01T00:00:00Z"),
});

const DEALS = {
  own: { teamId: "team", userId: "me", assignedToId: null },
  assigned: { teamId: "team", userId: "other", assignedToId: "me" },
  team: { teamId: "team", userId: "other", assignedToId: "another" },
  foreign: { teamId: "elsewhere", userId: "other", assignedToId: null },
  personal: { teamId: null, userId: "me", assignedToId: null },
  "somebody's personal": { teamId: null, userId: "other", assignedToId: "me" },
};

// The table of the specification, written out: which of the team's deals a role may touch.
const ALLOWED: Record<Role, Partial<Record<DealAction, (keyof typeof DEALS)[]>>> = {
  viewer: {
    "deal.read": ["own", "assigned", "team"],
    "deal.export": ["own", "assigned", "team"],
  },
  member: {
    "deal.read": ["own", "assigned", "team"],
    "deal.export": ["own", "assigned", "team"],
    "deal.create": ["own", "assigned", "team"],
    "deal.log_event": ["own", "assigned", "team"],
    "deal.comment": ["own", "assigned", "team"],
    "deal.edit": ["own", "assigned"],
    "deal.delete": ["own"],
    "deal.assign": ["own", "assigned"],
    "deal.import": ["own", "assigned"],
  },
  admin: {},
  owner: {},
};

const ACTIONS = Object.keys(POLICY).filter((action): action is DealAction =>
  action.startsWith("deal."),
);

describe.each(ROLES)("a %s", (role) => {
  it.each(ACTIONS)("may %s exactly the deals of the table", (action) => {
    const ctx = contextAs(role);
    const hasEverything = role === "admin" || role === "owner";
    const allowed = hasEverything ? ["own", "assigned", "team"] : (ALLOWED[role][action] ?? []);
    const permitted = Object.entries(DEALS).flatMap(([name, deal]) =>
      can(ctx, action, deal) ? [name] : [],
    );
    expect(permitted).toEqual([...allowed, "personal"]);
  });
});

describe("the scope of a query", () => {
  it("always names a tenant, also for somebody without any team", () => {
    const scope = dealScope(contextAs(null), "deal.read");
    expect(scope.deletedAt).toBeNull();
    expect(scope.OR).toContainEqual({ teamId: null, userId: "me" });
    expect(JSON.stringify(scope.OR)).not.toContain("undefined");
    for (const branch of scope.OR ?? []) expect(Object.keys(branch)).toContain("teamId");
  });

  it("covers one's own workspace and one's teams", () => {
    expect(readableWorkspaces(contextAs("viewer"))).toEqual(["me", "team"]);
    expect(mayCreateIn(contextAs("viewer"), "team")).toBe(false);
    expect(mayCreateIn(contextAs("viewer"), null)).toBe(true);
    expect(mayCreateIn(contextAs("owner"), "elsewhere")).toBe(false);
  });
});

describe("workspaces", () => {
  it("are one's teams and then one's own, and nobody else's", () => {
    const ctx = contextAs("member");
    expect(workspacesOf(ctx).map(({ name }) => name)).toEqual(["Team", "Personal"]);
    expect(workspaceById(ctx, null).id).toBe("team");
    expect(() => workspaceById(ctx, "elsewhere")).toThrow(/not found/);
  });
});
