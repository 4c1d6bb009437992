import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getKeyFigures } from "#lib/analytics/key-figures.ts";
import { listDemoPeople } from "#lib/auth/demo-people.ts";
import { removeDemoData } from "#lib/demo/remove-demo-data.ts";
import { db } from "#lib/platform/db.ts";
import { assessRisk } from "#lib/risk/assess-risk.ts";
import { loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import { seedDemoWorkspace } from "../../prisma/seed/seed-demo-workspace.ts";
import { createTeam, createUser } from "./factories.ts";

const NOW = new Date("2026-03-18T10:20:00Z");

const northwind = () => db().team.findUniqueOrThrow({ where: { slug: "northwind" } });

/** What a visitor would notice being different. */
function picture() {
  return db().deal.findMany({
    where: { isDemo: true },
    orderBy: { id: "asc" },
    select: {
      id: true,
      name: true,
      stage: true,
      value: true,
      currency: true,
      stageEnteredAt: true,
      riskScore: true,
      riskReasons: true,
      priority: true,
      _count: { select: { events: true, snapshots: true, timeline: true, notification: true } },
    },
  });
}

beforeAll(async () => {
  // Two servers of one product start at once.
  const results = await Promise.all([seedDemoWorkspace(db(), NOW), seedDemoWorkspace(db(), NOW)]);
  expect(results.filter(({ created }) => created)).toHaveLength(1);
});

afterAll(async () => {
  await removeDemoData(db(), { people: "remove" });
});

describe("the demo workspace", () => {
  it("has people of every role and of another company to sign in as", async () => {
    expect(
      (await listDemoPeople()).map(({ email, role, company }) => [email, role, company]),
    ).toEqual([
      ["owner@demo.test", "owner", "Northwind"],
      ["admin@demo.test", "admin", "Northwind"],
      ["member@demo.test", "member", "Northwind"],
      ["viewer@demo.test", "viewer", "Northwind"],
      ["outsider@demo.test", "owner", "Globex"],
    ]);
  });

  it("holds 60 open and 240 closed deals of Northwind, in every band and stage", async () => {
    const { id } = await northwind();
    const [open, closed, bands, stages] = await Promise.all([
      db().deal.count({ where: { teamId: id, isOpen: true } }),
      db().deal.count({ where: { teamId: id, isOpen: false } }),
      db().deal.groupBy({ by: ["riskBand"], where: { teamId: id, isOpen: true }, _count: true }),
      db().deal.groupBy({ by: ["stage"], where: { teamId: id }, _count: true }),
    ]);
    expect({ open, closed }).toEqual({ open: 60, closed: 240 });
    const count = Object.fromEntries(bands.map(({ riskBand, _count }) => [riskBand, _count]));
    expect(count.high).toBeGreaterThanOrEqual(12);
    expect(count.high).toBeLessThanOrEqual(18);
    expect(count.medium).toBeGreaterThanOrEqual(17);
    expect(count.medium).toBeLessThanOrEqual(24);
    expect(stages).toHaveLength(5);
  });

  it("tells of the last twelve months and of nothing that has not happened yet", async () => {
    const [{ first, last } = { first: null, last: null }] = await db().$queryRaw<
      { first: Date; last: Date }[]
    >`SELECT min("occurredAt") AS first, max("occurredAt") AS last FROM "DealEvent"`;
    expect(last?.getTime()).toBeLessThanOrEqual(NOW.getTime());
    const months = (NOW.getTime() - (first?.getTime() ?? 0)) / (30.4 * 86_400_000);
    expect(months).toBeGreaterThan(10);
    expect(months).toBeLessThan(15);
    expect(await db().meeting.count({ where: { startsAt: { gt: NOW } } })).toBeGreaterThan(3);
    expect(await db().notification.count({ where: { readAt: null } })).toBeGreaterThan(3);
  });

  it("stores for each deal what the engine says about it now", async () => {
    const deals = await db().deal.findMany({
      select: { id: true, riskScore: true, riskBand: true },
    });
    const loaded = await loadRiskInputs(
      db(),
      deals.map(({ id }) => id),
      NOW,
    );
    const fresh = new Map(loaded.map(({ id, input }) => [id, assessRisk(input)]));
    for (const { id, riskScore, riskBand } of deals) {
      expect(fresh.get(id)?.score).toBeCloseTo(riskScore, 12);
      expect(fresh.get(id)?.band).toBe(riskBand);
    }
  });

  it("has enough history to say how likely a deal is lost", async () => {
    const open = await db().deal.findMany({
      where: { team: { slug: "northwind" }, isOpen: true },
      select: { id: true },
    });
    const loaded = await loadRiskInputs(
      db(),
      open.map(({ id }) => id),
      NOW,
    );
    for (const { input } of loaded)
      expect(assessRisk(input).lossProbability?.n).toBeGreaterThan(100);
  });

  it("has columns that the events add up to", async () => {
    const deals = await db().deal.findMany({
      include: { events: { orderBy: { occurredAt: "asc" } } },
    });
    const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;
    for (const { events, ...deal } of deals) {
      const [created, ...later] = events;
      expect(created?.type).toBe("deal_created");
      expect(created?.occurredAt).toEqual(deal.createdAt);
      const state = { ...(created?.payload as object) } as Record<string, unknown>;
      let stageEnteredAt = deal.createdAt;
      for (const { type, payload, occurredAt } of later) {
        const { from, to } = payload as { from: unknown; to: unknown };
        const field = {
          stage_changed: "stage",
          value_changed: "value",
          close_date_changed: "expectedCloseOn",
          next_step_changed: "nextStep",
        }[type as string];
        if (!field) continue;
        expect(from).toEqual(state[field]);
        state[field] = to;
        if (field === "stage") stageEnteredAt = occurredAt;
      }
      expect(state).toEqual({
        stage: deal.stage,
        value: { minor: deal.value.toString(), currency: deal.currency },
        expectedCloseOn: day(deal.expectedCloseOn),
        nextStep: { text: deal.nextStep, dueOn: day(deal.nextStepDueOn) },
      });
      expect(stageEnteredAt).toEqual(deal.stageEnteredAt);
      expect(deal.closedAt).toEqual(deal.isOpen ? null : stageEnteredAt);
    }
  });

  it("has sums, with one deal that no rate can convert", async () => {
    const team = await northwind();
    const workspace = { ...team, teamId: team.id };
    const { open, won } = await getKeyFigures(workspace, NOW);
    expect(open.now).toMatchObject({ count: 60, withoutRate: 1 });
    expect(open.now.value).toBeGreaterThan(1_000_000);
    expect(open.before.count).toBeGreaterThan(20);
    expect(won.now.count).toBeGreaterThan(0);
  });

  it("has a line of scores for each open deal older than two weeks", async () => {
    const { id } = await northwind();
    const deals = await db().deal.findMany({
      where: { teamId: id, isOpen: true, createdAt: { lt: new Date(+NOW - 14 * 86_400_000) } },
      select: { _count: { select: { snapshots: true } } },
    });
    for (const { _count } of deals) expect(_count.snapshots).toBeGreaterThan(3);
  });

  it("is the same wherever it is loaded at the same moment, and goes without a trace", async () => {
    const before = await picture();
    const person = await createUser();
    const team = await createTeam({ name: "Real" });
    const own = await db().deal.create({
      data: {
        workspaceId: team.id,
        teamId: team.id,
        userId: person.id,
        name: "Our own",
        stage: "discovery",
        value: 1n,
        currency: "EUR",
        stageEnteredAt: NOW,
      },
    });

    expect(await removeDemoData(db(), { people: "remove" })).toEqual({ deals: before.length });
    const left = await db().$queryRaw<{ count: number }[]>`
      SELECT (SELECT count(*) FROM "Team" WHERE "isDemo") + (SELECT count(*) FROM "User" WHERE "isDemo")
        + (SELECT count(*) FROM "Deal" WHERE "isDemo") + (SELECT count(*) FROM "Contact")
        + (SELECT count(*) FROM "Meeting") + (SELECT count(*) FROM "DealEvent")
        + (SELECT count(*) FROM "DealTimeline") + (SELECT count(*) FROM "RiskSnapshot")
        + (SELECT count(*) FROM "RiskNorms") + (SELECT count(*) FROM "ExchangeRate")
        + (SELECT count(*) FROM "Notification") AS count`;
    expect(Number(left[0]?.count)).toBe(0);
    expect(await db().deal.findMany({ select: { id: true } })).toEqual([{ id: own.id }]);
    expect(await db().user.count()).toBe(1);

    expect(await seedDemoWorkspace(db(), NOW)).toEqual({ created: true });
    expect(await picture()).toEqual(before);
  });

  it("can be cleared by a demo person who keeps account, team and own deals", async () => {
    const { id } = await northwind();
    const own = await db().deal.findFirstOrThrow({ where: { teamId: id, isOpen: true } });
    await db().deal.update({ where: { id: own.id }, data: { isDemo: false } });
    await removeDemoData(db(), { people: "keep" });
    expect(await db().deal.findMany({ where: { teamId: id }, select: { id: true } })).toEqual([
      { id: own.id },
    ]);
    expect(await listDemoPeople()).toHaveLength(5);
    expect(await seedDemoWorkspace(db(), NOW)).toEqual({ created: false });
    await db().deal.update({ where: { id: own.id }, data: { isDemo: true } });
  });
});
