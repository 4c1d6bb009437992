import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { logEvent } from "#lib/deals/log-event.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

// Routes ask the real clock, so the story is told backwards from it.
const NOW = new Date();
const iso = (day: number) => days(NOW, day).toISOString();

let seller: Context;
let stranger: Context;
let path: string;
let dealId: string;

beforeAll(async () => {
  const team = await createTeam({ name: "Northwind" });
  seller = await contextOf(await createUser({ isDemo: true }), { now: NOW, team, role: "member" });
  const other = await createTeam({ name: "Globex" });
  stranger = await contextOf(await createUser({ isDemo: true }), {
    now: NOW,
    team: other,
    role: "owner",
  });
  const fields = createDealSchema.parse({ name: "Rollout", teamId: team.id });
  dealId = (await createDeal(at(seller, days(NOW, -40)), fields)).id;
  await logEvent(at(seller, days(NOW, -30)), dealId, { type: "call" }, "manual");
  await logEvent(
    at(seller, days(NOW, -2)),
    dealId,
    { type: "email_received", occurredAt: iso(-20) },
    "manual",
  );
  path = `/api/deals/${dealId}/risk`;
});

describe("the risk of a deal over REST", () => {
  it("at a moment in the past is what was stored then", async () => {
    const snapshots = await db().riskSnapshot.findMany({ where: { dealId } });
    expect(snapshots.length).toBeGreaterThan(1);
    for (const snapshot of snapshots) {
      const { status, body } = await api("GET", `${path}?at=${snapshot.at.toISOString()}`, {
        as: seller.user.id,
      });
      expect(status).toBe(200);
      expect(body.risk).toMatchObject({ score: snapshot.score, band: snapshot.band });
    }
  });

  it("knows then what was written down, and in hindsight what had happened", async () => {
    const ask = async (known: string) =>
      (await api("GET", `${path}?at=${iso(-10)}&known=${known}`, { as: seller.user.id })).body.risk
        .factors[0].reason;
    expect(await ask("then")).toContain("20 days");
    expect(await ask("later")).toContain("10 days");
    const wrong = await api("GET", `${path}?known=maybe`, { as: seller.user.id });
    expect(wrong.status).toBe(422);
  });

  it("explains its changes so that they add up", async () => {
    const query = `from=${iso(-35)}&to=${iso(-5)}`;
    const { body } = await api("GET", `${path}/changes?${query}`, { as: seller.user.id });
    const { from, to, change, factors } = body.changes;
    expect(change).toBeCloseTo(to.score - from.score, 12);
    const sum = factors.reduce(
      (total: number, factor: { change: number }) => total + factor.change,
      0,
    );
    expect(sum).toBeCloseTo(change, 9);
    const week = await api("GET", `${path}/changes`, { as: seller.user.id });
    expect(week.status).toBe(200);
  });

  it("refuses moments that cannot be, and knows no deal of others", async () => {
    const ask = async (query: string, as = seller) =>
      (await api("GET", `${path}${query}`, { as: as.user.id })).status;
    expect(await ask(`?at=${iso(1)}`)).toBe(422);
    expect(await ask(`?at=${iso(-50)}`)).toBe(422);
    expect(await ask(`/changes?from=${iso(-1)}&to=${iso(-2)}`)).toBe(422);
    expect(await ask("", stranger)).toBe(404);
    expect(await ask("/changes", stranger)).toBe(404);
  });
});
