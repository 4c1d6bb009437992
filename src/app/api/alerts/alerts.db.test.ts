import { beforeAll, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser, days } from "#test/factories.ts";

const NOW = new Date();
let team: Team;
let viewer: Context;
let owner: Context;
let stranger: string;

beforeAll(async () => {
  team = await createTeam({ name: "Northwind", currency: "EUR" });
  owner = await contextOf(await createUser({ isDemo: true }), { now: NOW, team, role: "owner" });
  viewer = await contextOf(await createUser({ isDemo: true }), { now: NOW, team, role: "viewer" });
  stranger = (await createUser({ isDemo: true })).id;
});

const alertsFor = async (as: string, query = "") =>
  (await api("GET", `/api/alerts${query}`, { as })).body.alerts;

describe("what is at risk", () => {
  it("is counted by band in the workspace's currency, deals without a rate told apart", async () => {
    const make = async (name: string, fields: object, columns: object = {}) => {
      const input = createDealSchema.parse({ name, teamId: team.id, ...fields });
      const { id } = await createDeal(owner, input);
      await db().deal.update({ where: { id }, data: columns });
      return id;
    };
    const overdue = {
      riskAction: { label: "Propose a call", factor: "decay", urgency: "high", dueAt: 0 },
      actionDueAt: days(NOW, -2),
    };
    const high = await make(
      "Acme renewal",
      { value: 100.25, currency: "EUR" },
      { riskBand: "high", riskScore: 0.9, priority: 0.9, ...overdue },
    );
    await make("Swiss", { value: 7, currency: "CHF" }, { riskBand: "high", priority: 0.8 });
    await make("Fine", { value: 50, currency: "EUR" });
    await make(
      "Asleep",
      { value: 1, currency: "EUR" },
      { riskBand: "medium", priority: 0.7, snoozedUntil: days(NOW, 5), ...overdue },
    );
    await make("Lost", { value: 9, currency: "EUR", stage: "closed_lost" });
    const [alert, personal, ...more] = await alertsFor(viewer.user.id);
    expect(more).toEqual([]);
    expect(personal.workspace).toEqual({ id: viewer.user.id, teamId: null, name: "Personal" });
    expect(alert).toMatchObject({
      workspace: { id: team.id, teamId: team.id, name: "Northwind" },
      currency: "EUR",
      bands: [
        { band: "high", count: 2, value: 100.25, withoutRate: 1 },
        { band: "medium", count: 1, value: 1, withoutRate: 0 },
        { band: "low", count: 1, value: 50, withoutRate: 0 },
      ],
      overdueActions: {
        count: 1,
        actions: [
          {
            dealId: high,
            dealName: "Acme renewal",
            label: "Propose a call",
            dueAt: overdue.actionDueAt.toISOString(),
          },
        ],
      },
    });
    expect(alert.deals.map(({ name }: { name: string }) => name).sort()).toEqual([
      "Acme renewal",
      "Swiss",
    ]);
    const [short] = await alertsFor(viewer.user.id, `?workspaceId=${team.id}&limit=1`);
    expect(short.deals).toHaveLength(1);
  });

  it("is told of one's own workspaces alone", async () => {
    const alerts = await alertsFor(stranger);
    expect(alerts.map(({ workspace }: { workspace: { id: string } }) => workspace.id)).toEqual([
      stranger,
    ]);
    const foreign = await api("GET", `/api/alerts?workspaceId=${team.id}`, { as: stranger });
    expect(foreign.status).toBe(404);
  });
});
