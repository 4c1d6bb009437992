import fc from "fast-check";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import type { BulkAction } from "#lib/deals/bulk-schema.ts";
import { bulkUpdateDeals } from "#lib/deals/bulk-update-deals.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { deleteDeal } from "#lib/deals/delete-deal.ts";
import { restoreDeal } from "#lib/deals/restore-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { STAGES } from "#lib/deals/stages.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { db } from "#lib/platform/db.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";
import { plantDeals } from "#test/planted-deals.ts";

const NOW = new Date("2026-03-16T09:00:00Z");
let team: Team;
let owner: Context;
let member: Context;
let viewer: Context;
let outsider: Context;

beforeAll(async () => {
  team = await createTeam({ name: "Northwind" });
  owner = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
  member = await contextOf(await createUser(), { now: NOW, team, role: "member" });
  viewer = await contextOf(await createUser(), { now: NOW, team, role: "viewer" });
  outsider = await contextOf(await createUser(), { now: NOW });
});

afterEach(() => vi.restoreAllMocks());

const make = (ctx: Context, fields: Record<string, unknown> = {}) =>
  createDeal(ctx, createDealSchema.parse({ name: "Acme", teamId: team.id, ...fields }));

async function makeMany(ctx: Context, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push((await make(ctx)).id);
  return ids;
}

/** What the single operations do for the same wish. */
function one(ctx: Context, id: string, action: BulkAction): Promise<unknown> {
  switch (action.type) {
    case "assign":
      return updateDeal(ctx, id, { assigneeId: action.assigneeId });
    case "stage":
      return updateDeal(ctx, id, { stage: action.stage });
    case "delete":
      return deleteDeal(ctx, id);
    case "restore":
      return restoreDeal(ctx, id);
  }
}

/** Everything that is written about a deal, without the ids that make two deals different. */
async function traces(id: string) {
  const where = { dealId: id };
  const { updatedAt, ...deal } = await db().deal.findUniqueOrThrow({ where: { id } });
  const [events, timeline, snapshots, happened] = await Promise.all([
    db().dealEvent.findMany({ where, orderBy: [{ occurredAt: "asc" }, { type: "asc" }] }),
    db().dealTimeline.findMany({ where, orderBy: { seq: "asc" } }),
    db().riskSnapshot.findMany({ where, orderBy: [{ at: "asc" }, { score: "asc" }] }),
    db().domainEvent.findMany({ where, orderBy: { id: "asc" } }),
  ]);
  return JSON.parse(
    JSON.stringify({ deal, updatedAt, events, timeline, snapshots, happened }, (key, value) =>
      ["id", "dealId", "xid", "hash", "actorDigest"].includes(key)
        ? undefined
        : typeof value === "bigint"
          ? String(value)
          : value,
    ),
  );
}

describe("a change of many deals", () => {
  it("leaves the same rows, events, trail and risk as the single operations, and refuses the same", async () => {
    const person = fc.constantFrom("owner", "member");
    const kind = fc.record({
      ownedBy: person,
      assignee: fc.option(person, { nil: null }),
      stage: fc.constantFrom(...STAGES),
      personal: fc.boolean(),
      isDeleted: fc.boolean(),
    });
    const people = () => ({ owner, member, viewer, outsider });
    const anyAction = fc.oneof(
      fc
        .constantFrom("owner", "member", "viewer", "outsider", null)
        .map((name) => ({ type: "assign", name }) as const),
      fc.constantFrom(...STAGES).map((stage): BulkAction => ({ type: "stage", stage })),
      fc.constantFrom<BulkAction>({ type: "delete" }, { type: "restore" }),
    );
    const actor = fc.constantFrom("owner", "member", "viewer", "outsider");
    await fc.assert(
      fc.asyncProperty(
        fc.array(kind, { minLength: 1, maxLength: 5 }),
        anyAction,
        actor,
        async (kinds, wish, who) => {
          const action: BulkAction =
            "name" in wish
              ? { type: "assign", assigneeId: wish.name && people()[wish.name].user.id }
              : wish;
          const twins: [string, string][] = [];
          for (const { ownedBy, assignee, stage, personal, isDeleted } of kinds) {
            const maker = people()[ownedBy];
            const twin = async () => {
              const { id } = await make(maker, {
                stage,
                ...(personal
                  ? { teamId: null }
                  : { assigneeId: assignee && people()[assignee].user.id }),
              });
              if (isDeleted) await deleteDeal(maker, id);
              return id;
            };
            twins.push([await twin(), await twin()]);
          }
          const ctx = at(people()[who], days(NOW, 9));
          const report = await bulkUpdateDeals(ctx, { ids: twins.map(([id]) => id), action });
          for (const [index, [bulk, single]] of twins.entries()) {
            const error = await one(ctx, single, action).then(
              () => null,
              (thrown) => thrown,
            );
            expect(report.results[index]).toMatchObject(
              error ? { ok: false, code: error.code, message: error.message } : { ok: true },
            );
            expect(await traces(bulk)).toEqual(await traces(single));
          }
          expect(report.changed + report.unchanged + report.refused).toBe(twins.length);
        },
      ),
      { numRuns: 25 },
    );
  }, 240_000);

  it("reaches deals of several teams, tells each refusal and counts", async () => {
    const other = await createTeam({ name: "Second" });
    const person = await db().user.findUniqueOrThrow({ where: { id: member.user.id } });
    const both = {
      ...member,
      memberships: [
        ...member.memberships,
        ...(await contextOf(person, { now: NOW, team: other, role: "owner" })).memberships,
      ],
    };
    const foreign = await make(outsider, { teamId: null });
    const theirs = await make(owner);
    const mine = await make(member);
    const elsewhere = await make(both, { teamId: other.id });
    const there = await make(member, { stage: "proposal" });
    const ids = [foreign.id, theirs.id, mine.id, elsewhere.id, there.id];
    const report = await bulkUpdateDeals(both, {
      ids,
      versions: { [elsewhere.id]: 7 },
      action: { type: "stage", stage: "proposal" },
    });
    expect(report).toEqual({
      changed: 1,
      unchanged: 1,
      refused: 3,
      results: [
        { id: foreign.id, ok: false, code: "not_found", message: expect.any(String) },
        { id: theirs.id, ok: false, code: "forbidden", message: expect.any(String) },
        { id: mine.id, ok: true, undo: { type: "stage", stage: "discovery" } },
        { id: elsewhere.id, ok: false, code: "conflict", message: expect.any(String) },
        { id: there.id, ok: true },
      ],
    });
    expect((await db().deal.findUniqueOrThrow({ where: { id: foreign.id } })).version).toBe(1);
  });

  it("stands in the audit log of each workspace it reached, with what was done to how many", async () => {
    const own = await make(owner, { teamId: null });
    const ids = [own.id, ...(await makeMany(owner, 2))];
    const log = () =>
      db().auditLog.findMany({
        where: { action: "deals.bulk_changed", requestId: "bulk-audit" },
        orderBy: { metadata: "asc" },
        select: { workspaceId: true, actorId: true, metadata: true },
      });
    const ctx = { ...owner, requestId: "bulk-audit" };
    await bulkUpdateDeals(ctx, { ids, action: { type: "delete" } });
    const entry = { actorId: owner.user.id };
    expect(new Set(await log())).toEqual(
      new Set([
        { ...entry, workspaceId: team.id, metadata: { action: "delete", count: 2 } },
        { ...entry, workspaceId: owner.user.id, metadata: { action: "delete", count: 1 } },
      ]),
    );
    await bulkUpdateDeals(ctx, { ids: [own.id], action: { type: "delete" } });
    expect(await log()).toHaveLength(2);
  });

  it("can be put back deal by deal with what its report says", async () => {
    const [first, second] = [await make(owner), await make(owner, { stage: "negotiation" })];
    const ids = [first.id, second.id];
    const { results } = await bulkUpdateDeals(owner, {
      ids,
      action: { type: "stage", stage: "closed_lost" },
    });
    for (const { id, undo } of results) {
      if (undo) await bulkUpdateDeals(owner, { ids: [id], action: undo });
    }
    const stages = await db().deal.findMany({
      where: { id: { in: ids } },
      orderBy: { createdAt: "asc" },
      select: { stage: true },
    });
    expect(new Set(stages.map(({ stage }) => stage))).toEqual(
      new Set(["discovery", "negotiation"]),
    );
  });
});

describe("two changes of the same deals at once", () => {
  it("wait for each other instead of blocking each other, and neither loses anything", async () => {
    const ids = await makeMany(owner, 40);
    const change = (order: string[], action: BulkAction) =>
      bulkUpdateDeals(owner, { ids: order, action });
    const reversed = [...ids].reverse();
    for (let round = 0; round < 5; round += 1) {
      const stage = round % 2 === 0 ? "closed_won" : "proposal";
      const assigneeId = round % 2 === 0 ? member.user.id : null;
      const reports = await Promise.all([
        change(ids, { type: "stage", stage }),
        change(reversed, { type: "assign", assigneeId }),
        change(reversed.slice(10, 30), { type: "stage", stage }),
        updateDeal(owner, ids[20] ?? "", { location: `Room ${round}` }),
      ]);
      expect(reports.slice(0, 3)).toMatchObject([{ refused: 0 }, { refused: 0 }, { refused: 0 }]);
      const deals = await db().deal.findMany({ where: { id: { in: ids } } });
      expect(new Set(deals.map((deal) => deal.stage))).toEqual(new Set([stage]));
      expect(new Set(deals.map((deal) => deal.assignedToId))).toEqual(new Set([assigneeId]));
      const versions = deals.map(({ id, version }) => version - (id === ids[20] ? round + 1 : 0));
      expect(new Set(versions)).toEqual(new Set([1 + 2 * (round + 1)]));
    }
  }, 120_000);
});

describe("500 deals", () => {
  it("take no more statements than five do, and a few seconds", async () => {
    const plant = async (count: number, prefix: string) => {
      const ids = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
      await plantDeals(
        { teamId: team.id, userId: owner.user.id },
        ids.map((id) => ({
          id,
          stages: [{ stage: "discovery", at: days(NOW, -30).getTime() }],
          touches: [],
        })),
      );
      return ids;
    };
    const few = await plant(5, "few");
    const many = await plant(500, "many");
    const query = vi.spyOn(pg.Client.prototype, "query");
    const count = async (ids: string[], action: BulkAction) => {
      query.mockClear();
      const started = performance.now();
      const { changed } = await bulkUpdateDeals(owner, { ids, action });
      expect(changed).toBe(ids.length);
      return { statements: query.mock.calls.length, ms: performance.now() - started };
    };
    const actions: BulkAction[] = [
      { type: "assign", assigneeId: member.user.id },
      { type: "stage", stage: "proposal" },
      { type: "delete" },
      { type: "restore" },
      { type: "stage", stage: "closed_won" },
    ];
    // Once before counting: queues and connections are made at their first use.
    for (const action of actions)
      await bulkUpdateDeals(owner, { ids: [(await make(owner)).id], action });
    for (const action of actions) {
      const [small, large] = [await count(few, action), await count(many, action)];
      // A few may differ: many at once are told to people in one notice, not one by one.
      expect(large.statements, action.type).toBeLessThanOrEqual(small.statements + 4);
      expect(large.ms, action.type).toBeLessThan(10_000);
    }
  }, 120_000);
});
