import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { workspaceById } from "#lib/access/workspace.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { getWorklist } from "#lib/deals/get-worklist.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { snoozeDays, snoozedUntilDay } from "#lib/deals/snooze-days.ts";
import { snoozeDeal } from "#lib/deals/snooze-deal.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { wakeDeal } from "#lib/deals/wake-deal.ts";
import { wakeDueDeals } from "#lib/deals/wake-due-deals.ts";
import { db } from "#lib/platform/db.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

// 21:00 on the second of March in New York.
const NOW = new Date("2026-03-03T02:00:00Z");
const UNTIL = "2026-03-10";
// New York goes over to daylight-saving time on the eighth.
const WAKES_AT = new Date("2026-03-10T04:00:00Z");
const reason = "Their buyer is on leave";
let owner: Context;
let member: Context;
let viewer: Context;
let outsider: Context;
let teamId: string;

beforeAll(async () => {
  const team = await createTeam({ name: "Northwind", timezone: "America/New_York" });
  teamId = team.id;
  owner = await contextOf(await createUser(), { now: NOW, role: "owner", team });
  member = await contextOf(await createUser(), { now: NOW, role: "member", team });
  viewer = await contextOf(await createUser(), { now: NOW, role: "viewer", team });
  outsider = await contextOf(await createUser(), { now: NOW });
});

const make = () =>
  createDeal(owner, createDealSchema.parse({ name: "Acme renewal", teamId, currency: "USD" }));
const stored = (id: string) => db().deal.findUniqueOrThrow({ where: { id } });

describe("a deal that is snoozed", () => {
  it("sleeps until that day begins in the workspace's zone, and says why", async () => {
    const { id } = await make();
    const deal = await snoozeDeal(owner, id, { until: UNTIL, reason });
    expect(deal).toMatchObject({
      snoozedUntil: WAKES_AT.toISOString(),
      snoozeReason: reason,
      version: 1,
    });
    expect(snoozedUntilDay(deal, NOW, "America/New_York")).toBe(UNTIL);
    expect(snoozedUntilDay(deal, WAKES_AT, "America/New_York")).toBeNull();
    const trail = await db().dealTimeline.findFirstOrThrow({
      where: { dealId: id, action: "deal.snoozed" },
    });
    expect(trail).toMatchObject({
      actorId: owner.user.id,
      after: { until: WAKES_AT.toISOString(), reason },
    });
  });

  it("is off the worklist until then", async () => {
    const { id } = await make();
    await db().deal.update({ where: { id }, data: { riskBand: "high", priority: 1 } });
    const listed = async (now: Date) => {
      const ctx = at(owner, now);
      const entries = await getWorklist(ctx, workspaceById(ctx, teamId), 100);
      return entries.some(({ deal }) => deal.id === id);
    };
    expect(await listed(NOW)).toBe(true);
    await snoozeDeal(owner, id, { until: UNTIL, reason });
    expect(await listed(days(NOW, 6))).toBe(false);
    expect(await listed(WAKES_AT)).toBe(true);
  });

  it.each(["2026-03-01", "2026-03-02", "2027-03-03"])("cannot be so until %s", async (until) => {
    const { id } = await make();
    await expect(snoozeDeal(owner, id, { until, reason })).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "until" }],
    });
    expect((await stored(id)).snoozedUntil).toBeNull();
  });

  it("can be so from tomorrow on, for up to a year", async () => {
    const { first, last } = snoozeDays(NOW, "America/New_York");
    expect([first, last]).toEqual(["2026-03-03", "2027-03-02"]);
    const { id } = await make();
    for (const until of [first, last]) await snoozeDeal(owner, id, { until, reason });
    expect((await stored(id)).snoozedUntil).toEqual(new Date("2027-03-02T05:00:00Z"));
  });

  it("cannot be one that is closed", async () => {
    const { id } = await make();
    await updateDeal(owner, id, { stage: "closed_lost" });
    await expect(snoozeDeal(owner, id, { until: UNTIL, reason })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("is so only by people who may edit it, and unseen by others", async () => {
    const { id } = await make();
    for (const [ctx, code] of [
      [member, "forbidden"],
      [viewer, "forbidden"],
      [outsider, "not_found"],
    ] as const) {
      await expect(snoozeDeal(ctx, id, { until: UNTIL, reason })).rejects.toMatchObject({ code });
      await expect(wakeDeal(ctx, id)).rejects.toMatchObject({ code });
    }
    expect((await stored(id)).snoozedUntil).toBeNull();
  });
});

describe("the end of a snooze", () => {
  it("comes when somebody wakes the deal, and waking it again changes nothing", async () => {
    const { id } = await make();
    await snoozeDeal(owner, id, { until: UNTIL, reason });
    expect(await wakeDeal(owner, id)).toMatchObject({ snoozedUntil: null, snoozeReason: null });
    await wakeDeal(owner, id);
    expect(await db().dealTimeline.count({ where: { dealId: id, action: "deal.woken" } })).toBe(1);
  });

  it("comes with its moment, once, also when two sweeps run at the same time", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, async () => (await make()).id));
    for (const id of ids) await snoozeDeal(owner, id, { until: UNTIL, reason });
    const sweep = (now: Date) => wakeDueDeals({ now, deadline: Number.POSITIVE_INFINITY });
    await sweep(new Date(WAKES_AT.getTime() - 1));
    expect((await stored(ids[0] ?? "")).snoozedUntil).toEqual(WAKES_AT);
    await Promise.all([sweep(WAKES_AT), sweep(WAKES_AT)]);
    const woken = await db().dealTimeline.findMany({
      where: { dealId: { in: ids }, action: "deal.woken" },
    });
    expect(woken.map(({ dealId }) => dealId).sort()).toEqual([...ids].sort());
    expect(woken.every(({ actorName }) => actorName === "Sentinel")).toBe(true);
  });
});
