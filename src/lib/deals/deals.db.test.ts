import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { deleteDeal } from "#lib/deals/delete-deal.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { getDealRisk } from "#lib/deals/get-deal-risk.ts";
import { listDeals } from "#lib/deals/list-deals.ts";
import { listEvents } from "#lib/deals/list-events.ts";
import { logEvent } from "#lib/deals/log-event.ts";
import {
  createDealSchema,
  type DealDto,
  type ListDealsInput,
  listDealsSchema,
} from "#lib/deals/schema.ts";
import { searchDeals } from "#lib/deals/search-deals.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { db } from "#lib/platform/db.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

let owner: Context;
let member: Context;
let viewer: Context;
let outsider: Context;
let teamId: string;

const NOW = new Date("2026-03-16T09:00:00Z");
const make = (ctx: Context, input: Record<string, unknown>) =>
  createDeal(ctx, createDealSchema.parse({ name: "Acme renewal", teamId, ...input }));
const list = (ctx: Context, input: Partial<Record<keyof ListDealsInput, unknown>> = {}) =>
  listDeals(ctx, listDealsSchema.parse(input));

beforeAll(async () => {
  const team = await createTeam({ name: "Northwind" });
  teamId = team.id;
  owner = await contextOf(await createUser(), { now: NOW, role: "owner", team });
  member = await contextOf(await createUser(), { now: NOW, role: "member", team });
  viewer = await contextOf(await createUser(), { now: NOW, role: "viewer", team });
  outsider = await contextOf(await createUser(), { now: NOW });
});

describe("a deal that is created", () => {
  it("carries its amount exactly, its stage, and a risk that was computed with it", async () => {
    const deal = await make(owner, { value: "1234.56", currency: "EUR", company: "Acme" });
    expect(deal).toMatchObject({ value: 1234.56, currency: "EUR", stage: "discovery", version: 1 });
    expect(deal.risk.band).toBe("low");
    const stored = await db().deal.findUniqueOrThrow({ where: { id: deal.id } });
    expect(stored.value).toBe(123456n);
    expect(stored.riskComputedAt).toEqual(NOW);
    const { events } = await listEvents(owner, deal.id, { limit: 10 });
    expect(events.map(({ type }) => type)).toEqual(["deal_created"]);
  });

  it("is refused with the field and the fix when the amount is not one", async () => {
    await expect(make(owner, { value: "12.345", currency: "EUR" })).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "value" }],
    });
  });

  it("is refused to a viewer and to people outside the team", async () => {
    await expect(make(viewer, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(make(outsider, {})).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("cannot be assigned to somebody who would not see it", async () => {
    await expect(make(owner, { assigneeId: outsider.user.id })).rejects.toMatchObject({
      errors: [{ path: "assigneeId" }],
    });
  });
});

describe("a deal that is changed", () => {
  it("records each change once in the event log and in the audit trail", async () => {
    const deal = await make(owner, { value: 100, currency: "USD" });
    const later = at(owner, days(NOW, 2));
    const changed = await updateDeal(later, deal.id, {
      stage: "proposal",
      value: 150,
      nextStep: "Send contract",
      nextStepDueOn: "2026-04-01",
      version: 1,
    });
    expect(changed).toMatchObject({ stage: "proposal", value: 150, version: 2 });
    expect(changed.stageEnteredAt).toBe(days(NOW, 2).toISOString());
    const { events } = await listEvents(owner, deal.id, { limit: 10 });
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set(["deal_created", "stage_changed", "value_changed", "next_step_changed"]),
    );
    const trail = await db().dealTimeline.findMany({
      where: { dealId: deal.id },
      orderBy: { occurredAt: "asc" },
    });
    expect(trail.map(({ action }) => action)).toEqual(["deal.created", "deal.updated"]);
    expect(trail[1]).toMatchObject({
      actorName: owner.user.name,
      before: { stage: "discovery", value: 100 },
      after: { stage: "proposal", value: 150 },
    });
  });

  it("tells the second of two editors that somebody was faster, and keeps the first one's change", async () => {
    const deal = await make(owner, {});
    await updateDeal(owner, deal.id, { name: "First", version: 1 });
    await expect(updateDeal(owner, deal.id, { name: "Second", version: 1 })).rejects.toMatchObject({
      code: "conflict",
      errors: [{ path: "version" }],
    });
    expect((await getDeal(owner, deal.id)).name).toBe("First");
  });

  it("lets exactly one of many simultaneous editors of one version win", async () => {
    const deal = await make(owner, {});
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((n) => updateDeal(owner, deal.id, { name: `Editor ${n}`, version: 1 })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await getDeal(owner, deal.id)).version).toBe(2);
  });

  it("writes nothing when nothing changes", async () => {
    const deal = await make(owner, { company: "Acme" });
    const same = await updateDeal(owner, deal.id, { company: "Acme" });
    expect(same.version).toBe(1);
  });

  it("closes with its risk cleared, and opens again", async () => {
    const deal = await make(owner, {});
    const won = await updateDeal(owner, deal.id, { stage: "closed_won" });
    expect(won).toMatchObject({ closedAt: NOW.toISOString(), risk: { score: 0, band: "low" } });
    const reopened = await updateDeal(owner, deal.id, { stage: "negotiation" });
    expect(reopened.closedAt).toBeNull();
  });

  it("may be changed by a member who owns it or has it assigned, seen by a viewer, and is unknown outside", async () => {
    const deal = await make(owner, {});
    await expect(updateDeal(member, deal.id, { name: "X" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await updateDeal(owner, deal.id, { assigneeId: member.user.id });
    expect((await updateDeal(member, deal.id, { name: "Mine now" })).name).toBe("Mine now");
    await expect(deleteDeal(member, deal.id)).rejects.toMatchObject({ code: "forbidden" });
    expect((await getDeal(viewer, deal.id)).name).toBe("Mine now");
    for (const attempt of [
      () => getDeal(outsider, deal.id),
      () => updateDeal(outsider, deal.id, { name: "Y" }),
      () => deleteDeal(outsider, deal.id),
      () => listEvents(outsider, deal.id, { limit: 1 }),
      () => logEvent(outsider, deal.id, { type: "call" }, "api"),
      () => getDealRisk(outsider, deal.id),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await getDeal(owner, deal.id)).name).toBe("Mine now");
  });

  it("disappears when it is deleted, while its audit trail stays", async () => {
    const deal = await make(owner, { name: "To be deleted" });
    await deleteDeal(owner, deal.id);
    await expect(getDeal(owner, deal.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await searchDeals(owner, { q: "to be deleted", limit: 5 })).length).toBe(0);
    expect(await db().dealTimeline.count({ where: { dealId: deal.id } })).toBe(2);
  });
});

describe("the audit trail", () => {
  it("refuses to be changed, deleted or emptied", async () => {
    const deal = await make(owner, {});
    const where = { dealId: deal.id };
    await expect(
      db().dealTimeline.updateMany({ where, data: { actorName: "Nobody" } }),
    ).rejects.toThrow(/append-only/);
    await expect(db().dealTimeline.deleteMany({ where })).rejects.toThrow(/append-only/);
    await expect(db().deal.delete({ where: { id: deal.id } })).rejects.toThrow(/append-only/);
    await expect(db().$executeRaw`TRUNCATE "DealTimeline"`).rejects.toThrow(/append-only/);
    expect(await db().dealTimeline.count({ where })).toBe(1);
  });
});

describe("a touchpoint", () => {
  it("changes the risk in the same moment", async () => {
    const deal = await make(owner, { stage: "proposal" });
    await logEvent(at(owner, days(NOW, 1)), deal.id, { type: "email_sent" }, "manual");
    const silent = at(owner, days(NOW, 40));
    await updateDeal(silent, deal.id, { location: "Paris" });
    const before = await getDeal(silent, deal.id);
    await logEvent(silent, deal.id, { type: "email_received" }, "manual");
    const after = await getDeal(silent, deal.id);
    expect(before.risk.score).toBeGreaterThan(0.4);
    expect(after.risk.score).toBeLessThan(before.risk.score);
    expect(after.lastActivityAt).toBe(silent.now.toISOString());
    expect(await db().riskSnapshot.count({ where: { dealId: deal.id } })).toBeGreaterThan(1);
  });

  it("reported twice under one external id is one event", async () => {
    const deal = await make(owner, {});
    const report = { type: "call", externalId: "call-1" } as const;
    const first = await logEvent(owner, deal.id, report, "api");
    const second = await logEvent(owner, deal.id, report, "api");
    expect(second.id).toBe(first.id);
  });

  it("cannot lie in the future", async () => {
    const deal = await make(owner, {});
    await expect(
      logEvent(owner, deal.id, { type: "call", occurredAt: "2026-05-01T00:00:00Z" }, "api"),
    ).rejects.toMatchObject({ errors: [{ path: "occurredAt" }] });
  });
});

describe("the list of deals", () => {
  let lister: Context;
  let made: DealDto[];

  beforeAll(async () => {
    const team = await createTeam({ name: "Lists" });
    lister = await contextOf(await createUser(), { now: NOW, role: "owner", team });
    made = [];
    for (let n = 0; n < 23; n += 1) {
      made.push(
        await createDeal(
          lister,
          createDealSchema.parse({
            name: `Deal ${n % 7}`,
            teamId: n % 3 === 0 ? undefined : team.id,
            value: (n * 37) % 11,
            stage: ["discovery", "proposal", "negotiation", "closed_won"][n % 4],
            expectedCloseOn:
              n % 5 === 0 ? undefined : `2026-04-${String((n % 9) + 1).padStart(2, "0")}`,
          }),
        ),
      );
    }
  });

  it("pages through every deal once, in order, for every sort and both directions", async () => {
    for (const sort of [
      "priority",
      "risk",
      "value",
      "stage",
      "name",
      "expectedCloseOn",
      "lastActivityAt",
      "updatedAt",
    ]) {
      for (const order of ["asc", "desc"]) {
        const seen: DealDto[] = [];
        let cursor: string | undefined;
        do {
          const page = await list(lister, { sort, order, limit: 4, status: "all", cursor });
          seen.push(...page.deals);
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        expect(new Set(seen.map(({ id }) => id)).size, `${sort} ${order}`).toBe(made.length);
        expect(seen).toHaveLength(made.length);
        if (sort === "value") {
          const values = seen.map(({ value }) => value);
          expect(values).toEqual([...values].sort((a, b) => (order === "asc" ? a - b : b - a)));
        }
      }
    }
  });

  it("filters by stage, band, text, amount and status", async () => {
    const won = await list(lister, { stage: "closed_won", status: "all", limit: 100 });
    expect(won.deals).toHaveLength(made.filter(({ stage }) => stage === "closed_won").length);
    expect((await list(lister, { stage: "closed_won", status: "open" })).deals).toHaveLength(0);
    const named = await list(lister, { q: "DEAL 3", status: "all", limit: 100 });
    expect(named.deals.length).toBe(made.filter(({ name }) => name === "Deal 3").length);
    const dear = await list(lister, { minValue: "5", maxValue: "7", status: "all", limit: 100 });
    expect(dear.deals.map(({ value }) => value).every((v) => v >= 5 && v <= 7)).toBe(true);
    expect((await list(lister, { band: "high" })).deals).toHaveLength(0);
    expect((await list(lister, { q: "100%_" })).deals).toHaveLength(0);
  });

  it("refuses a cursor that it did not give out", async () => {
    for (const cursor of ["x", btoa('["a"]'), btoa('["NaN","id"]'), btoa("[1,2]")]) {
      await expect(list(lister, { cursor })).rejects.toMatchObject({ code: "malformed_request" });
    }
  });

  it("pages on behind the longest name there can be", async () => {
    const long = "契".repeat(500);
    for (const n of [1, 2]) {
      await createDeal(lister, createDealSchema.parse({ name: long, contactName: `Long ${n}` }));
    }
    const first = await list(lister, { sort: "name", order: "desc", limit: 1 });
    const second = await list(lister, {
      sort: "name",
      order: "desc",
      limit: 1,
      cursor: first.nextCursor,
    });
    expect([first, second].map(({ deals }) => deals[0]?.name)).toEqual([long, long]);
    expect(second.deals[0]?.id).not.toBe(first.deals[0]?.id);
  });

  it("refuses a cursor of the right form whose key is not of the order's type", async () => {
    const keys = [
      "x",
      "1.5",
      "1e5",
      "1e400",
      "1e-400",
      "0x10",
      "9".repeat(25),
      "0000-01-01",
      "2026-02-30",
    ];
    for (const sort of [
      "risk",
      "value",
      "stage",
      "expectedCloseOn",
      "lastActivityAt",
      "updatedAt",
    ]) {
      for (const key of [...keys, "2026-13-01 25:00:00+00", "infinity", "now"]) {
        const cursor = Buffer.from(JSON.stringify([key, "id"])).toString("base64url");
        const answer = await list(lister, { sort, cursor }).catch((error) => error);
        const isAnswered = Array.isArray(answer.deals) || answer.code === "malformed_request";
        expect(isAnswered, `${sort} after ${key}: ${answer}`).toBe(true);
      }
    }
    const cursor = Buffer.from(JSON.stringify(["-271821-04-20T00:00:00.000Z", "id"])).toString(
      "base64url",
    );
    const deal = made.find(({ teamId: team }) => team !== null);
    await expect(listEvents(lister, deal?.id ?? "", { limit: 5, cursor })).rejects.toMatchObject({
      code: "malformed_request",
    });
  });

  it("shows nothing of other tenants, whatever is asked for", async () => {
    expect((await list(outsider, { status: "all", teamId })).deals).toHaveLength(0);
    expect((await list(outsider, { status: "all" })).deals).toHaveLength(0);
    expect(await searchDeals(outsider, { q: "deal", limit: 50 })).toHaveLength(0);
  });
});

describe("search", () => {
  it("finds by name, company and contact, also with typing errors, best match first", async () => {
    await make(owner, { name: "Fleet upgrade", company: "Initech Industries" });
    await make(owner, { name: "Initech", contactEmail: "peter@initech.example" });
    const found = await searchDeals(owner, { q: "initech", limit: 5 });
    expect(found.map(({ name }) => name)).toEqual(["Initech", "Fleet upgrade"]);
    const typo = await searchDeals(owner, { q: "initehc", limit: 5 });
    expect(typo.map(({ name }) => name)).toContain("Initech");
  });
});

describe("the assessment of a deal", () => {
  it("can be replayed as it was, and not for the future or before the deal", async () => {
    const deal = await make(owner, { stage: "discovery" });
    const later = at(owner, days(NOW, 30));
    await updateDeal(later, deal.id, { stage: "closed_lost" });
    const then = await getDealRisk(later, deal.id, days(NOW, 20));
    expect(then.score).toBeGreaterThan(0);
    expect((await getDealRisk(later, deal.id)).score).toBe(0);
    await expect(getDealRisk(later, deal.id, days(NOW, 31))).rejects.toMatchObject({
      errors: [{ path: "at" }],
    });
    await expect(getDealRisk(later, deal.id, days(NOW, -1))).rejects.toMatchObject({
      errors: [{ path: "at" }],
    });
  });
});
