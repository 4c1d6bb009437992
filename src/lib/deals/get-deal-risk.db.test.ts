import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { DIRECTIONS, TOUCHPOINT_TYPES } from "#lib/deals/event-types.ts";
import { explainRiskChange } from "#lib/deals/explain-risk-change.ts";
import { getDealRisk } from "#lib/deals/get-deal-risk.ts";
import { logEvent } from "#lib/deals/log-event.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { STAGES } from "#lib/deals/stages.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { JOBS } from "#lib/jobs/registry.ts";
import { drainJobs } from "#lib/jobs/run-jobs.ts";
import { db } from "#lib/platform/db.ts";
import { DEFAULT_POLICY } from "#lib/risk/constants.ts";
import { applyRules } from "#lib/risk/store/apply-rules.ts";
import { refreshNorms } from "#lib/risk/store/refresh-norms.ts";
import { refreshDueRisk } from "#lib/risk/store/refresh-risk.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
const FOREVER = Number.POSITIVE_INFINITY;

type Step =
  | { kind: "touch"; type: number; direction: number; late: number }
  | { kind: "stage"; to: number }
  | { kind: "close"; on: number | null }
  | { kind: "next"; due: number | null }
  | { kind: "policy"; threshold: number }
  | { kind: "norms" }
  | { kind: "time" };

const step: fc.Arbitrary<{ deal: number; gap: number; step: Step }> = fc.record({
  deal: fc.nat(),
  gap: fc.double({ min: 0.01, max: 4, noNaN: true }),
  step: fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .record({ type: fc.nat(), direction: fc.nat(), late: fc.integer({ min: 0, max: 20 }) })
        .map((parts): Step => ({ kind: "touch", ...parts })),
    },
    { weight: 3, arbitrary: fc.nat().map((to): Step => ({ kind: "stage", to })) },
    fc.option(fc.integer({ min: -10, max: 40 })).map((on): Step => ({ kind: "close", on })),
    fc.option(fc.integer({ min: -5, max: 20 })).map((due): Step => ({ kind: "next", due })),
    fc.integer({ min: 3, max: 20 }).map((threshold): Step => ({ kind: "policy", threshold })),
    fc.constant<Step>({ kind: "norms" }),
    fc.constant<Step>({ kind: "time" }),
  ),
});

let ctx: Context;
let teamId: string;
let policies = 0;

beforeAll(async () => {
  const team = await createTeam({ name: "Replay", timezone: "Europe/Berlin" });
  teamId = team.id;
  ctx = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
});

const dayIn = (from: Date, count: number | null) =>
  count === null ? null : days(from, count).toISOString().slice(0, 10);

async function take(step: Step, dealId: string, now: Date): Promise<void> {
  const then = at(ctx, now);
  switch (step.kind) {
    case "touch":
      await logEvent(
        then,
        dealId,
        {
          type: TOUCHPOINT_TYPES[step.type % TOUCHPOINT_TYPES.length] ?? "call",
          direction: DIRECTIONS[step.direction % DIRECTIONS.length],
          occurredAt: days(now, -step.late).toISOString(),
        },
        "manual",
      );
      return;
    case "stage":
      await updateDeal(then, dealId, { stage: STAGES[step.to % STAGES.length] });
      return;
    case "close":
      await updateDeal(then, dealId, { expectedCloseOn: dayIn(now, step.on) });
      return;
    case "next":
      await updateDeal(then, dealId, { nextStep: "Call", nextStepDueOn: dayIn(now, step.due) });
      return;
    case "policy":
      policies += 1;
      await db().riskPolicy.create({
        data: {
          workspaceId: teamId,
          teamId,
          version: policies,
          createdAt: now,
          data: {
            ...DEFAULT_POLICY,
            version: policies,
            inactivityDays: { overall: step.threshold, perStage: {} },
          },
        },
      });
      await applyRules(teamId, { now, deadline: Number.POSITIVE_INFINITY });
      return;
    case "norms":
      await refreshNorms(teamId, now);
      await drainJobs(JOBS, { now, deadline: FOREVER });
      return;
    case "time":
      await refreshDueRisk({ now, deadline: FOREVER });
  }
}

describe("a replay", () => {
  it("gives every result that was stored, whatever was done and written down since", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      const fields = { name: `Deal ${n}`, teamId, expectedCloseOn: dayIn(NOW, 5 * n) };
      ids.push((await createDeal(at(ctx, days(NOW, n / 7)), createDealSchema.parse(fields))).id);
    }
    let now = days(NOW, 3);
    for (const { deal, gap, step: next } of fc.sample(step, { numRuns: 170, seed: 42 })) {
      now = days(now, gap / 4);
      await take(next, ids[deal % ids.length] ?? "", now);
    }
    const snapshots = await db().riskSnapshot.findMany({ where: { dealId: { in: ids } } });
    expect(snapshots.length).toBeGreaterThan(100);
    expect(new Set(snapshots.map(({ policyVersion }) => policyVersion)).size).toBeGreaterThan(3);
    expect(new Set(snapshots.map(({ normsId }) => normsId)).size).toBeGreaterThan(3);
    const today = at(ctx, now);
    for (const snapshot of snapshots) {
      const risk = await getDealRisk(today, snapshot.dealId, snapshot.at);
      expect(Math.abs(risk.score - snapshot.score)).toBeLessThanOrEqual(1e-12);
      expect(risk).toMatchObject({ band: snapshot.band, reasons: snapshot.reasons });
      expect(risk.factors).toEqual(snapshot.factors);
    }
  }, 120_000);

  it("between two stored results sees neither what came after nor rules that came after", async () => {
    const ctx = await contextOf(await createUser(), { now: NOW });
    const { id } = await createDeal(ctx, createDealSchema.parse({ name: "Quiet" }));
    const moment = days(NOW, 2);
    const before = await getDealRisk(at(ctx, moment), id);
    const later = days(NOW, 30);
    await logEvent(
      at(ctx, later),
      id,
      { type: "email_received", occurredAt: days(NOW, 1).toISOString() },
      "manual",
    );
    await updateDeal(at(ctx, later), id, { stage: "negotiation", nextStepDueOn: "2026-04-30" });
    await refreshNorms(ctx.user.id, later);
    const then = await getDealRisk(at(ctx, days(NOW, 40)), id, moment);
    const hindsight = await getDealRisk(at(ctx, days(NOW, 40)), id, moment, "later");
    expect(then.factors).toEqual(before.factors);
    expect(hindsight.factors[0]?.reason).not.toBe(then.factors[0]?.reason);
  });
});

describe("why it moved", () => {
  it("is told by factors whose changes sum to the score's", async () => {
    const { id } = await createDeal(ctx, createDealSchema.parse({ name: "Moves", teamId }));
    await logEvent(at(ctx, days(NOW, 20)), id, { type: "call" }, "manual");
    const move = await explainRiskChange(at(ctx, days(NOW, 25)), id, { from: days(NOW, 19) });
    const sum = move.factors.reduce((total, { change }) => total + change, 0);
    expect(sum).toBeCloseTo(move.change, 9);
    expect(move.change).not.toBe(0);
    const stored = await getDealRisk(at(ctx, days(NOW, 25)), id, days(NOW, 19));
    expect(move.from.score).toBe(stored.score);
  });

  it("looks back a week, or to the deal's beginning, and refuses what cannot be", async () => {
    const { id } = await createDeal(ctx, createDealSchema.parse({ name: "New", teamId }));
    const week = await explainRiskChange(at(ctx, days(NOW, 10)), id, {});
    expect(week.from.at).toBe(days(NOW, 3).getTime());
    const short = await explainRiskChange(at(ctx, days(NOW, 2)), id, {});
    expect(short.from.at).toBe(NOW.getTime());
    const wrong = { from: days(NOW, 2), to: days(NOW, 1) };
    await expect(explainRiskChange(at(ctx, days(NOW, 10)), id, wrong)).rejects.toThrow(/after to/);
    const early = { from: days(NOW, -1) };
    await expect(explainRiskChange(ctx, id, early)).rejects.toThrow(/before the deal was known/);
  });
});
