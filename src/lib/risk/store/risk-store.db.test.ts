import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { boss } from "#lib/jobs/boss.ts";
import { JOBS } from "#lib/jobs/registry.ts";
import { drainJobs } from "#lib/jobs/run-jobs.ts";
import { db } from "#lib/platform/db.ts";
import { assessRisk } from "#lib/risk/assess-risk.ts";
import { DEFAULT_NORMS } from "#lib/risk/constants.ts";
import { applyRules } from "#lib/risk/store/apply-rules.ts";
import { computeNorms } from "#lib/risk/store/compute-norms.ts";
import { loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import { refreshNorms } from "#lib/risk/store/refresh-norms.ts";
import { refreshDueRisk } from "#lib/risk/store/refresh-risk.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
let ctx: Context;
let teamId: string;

beforeAll(async () => {
  const team = await createTeam({ name: "Risk" });
  teamId = team.id;
  ctx = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
});

const make = (now: Date, fields: Record<string, unknown> = {}) =>
  createDeal(at(ctx, now), createDealSchema.parse({ name: "Deal", teamId, ...fields }));

/** A won deal that stayed the given days in each of the three open stages. */
async function winDeal(stays: [number, number, number], fields: Record<string, unknown> = {}) {
  const { id } = await make(NOW, fields);
  let now = NOW;
  for (const [index, stage] of (["proposal", "negotiation", "closed_won"] as const).entries()) {
    now = days(now, stays[index] ?? 0);
    await updateDeal(at(ctx, now), id, { stage });
  }
  return id;
}

describe("norms", () => {
  it("are the quantiles of how long won deals stayed in each stage", async () => {
    for (let n = 1; n <= 5; n += 1) await winDeal([n, 2 * n, 10]);
    const lost = await make(NOW);
    await updateDeal(at(ctx, days(NOW, 100)), lost.id, { stage: "closed_lost" });
    const norms = await computeNorms(db(), teamId, days(NOW, 120));
    expect(norms).toMatchObject({ won: 5, lost: 1 });
    expect(norms.stages.discovery).toMatchObject({ n: 5, medianDays: 3, p75Days: 4 });
    expect(norms.stages.proposal).toMatchObject({ n: 5, medianDays: 6 });
    expect(norms.stages.negotiation?.p90Days).toBeCloseTo(10);
  });

  it("learn nothing about time from deals whose history was only assumed", async () => {
    const id = await winDeal([300, 300, 300]);
    await db().$executeRaw`
      UPDATE "DealEvent" SET payload = payload || '{"assumed": true}'
      WHERE "dealId" = ${id} AND type = 'deal_created'`;
    const norms = await computeNorms(db(), teamId, days(NOW, 120));
    expect(norms.won).toBe(6);
    expect(norms.stages.discovery?.n).toBe(5);
  });

  it("are computed by a job that a closed deal queues once for a burst, and stored only when they differ", async () => {
    await drainJobs(JOBS, { now: NOW, deadline: Number.POSITIVE_INFINITY });
    await winDeal([1, 1, 1]);
    await winDeal([1, 1, 1]);
    const engine = await boss();
    const waiting = await engine.findJobs("refresh-norms", { queued: true });
    expect(waiting).toHaveLength(1);
    const before = await db().riskNorms.count({ where: { workspaceId: teamId } });
    const result = await drainJobs(JOBS, {
      now: days(NOW, 200),
      deadline: Number.POSITIVE_INFINITY,
    });
    expect(result.failed).toBe(0);
    expect(await db().riskNorms.count({ where: { workspaceId: teamId } })).toBe(before + 1);
    await refreshNorms(teamId, days(NOW, 201));
    expect(await db().riskNorms.count({ where: { workspaceId: teamId } })).toBe(before + 1);
  });

  it("once stored can never be changed", async () => {
    await expect(
      db().riskNorms.updateMany({ where: { workspaceId: teamId }, data: { data: {} } }),
    ).rejects.toThrow(/never changed/);
  });
});

describe("a job", () => {
  it("exists only when its transaction commits", async () => {
    const engine = await boss();
    await drainJobs(JOBS, { now: NOW, deadline: Number.POSITIVE_INFINITY });
    const { id } = await make(NOW);
    await db()
      .$executeRaw`CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''broken''; END'`;
    await db()
      .$executeRaw`CREATE CONSTRAINT TRIGGER break AFTER INSERT ON "DomainEvent" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break()`;
    await expect(updateDeal(ctx, id, { stage: "closed_won" })).rejects.toThrow();
    await db().$executeRaw`DROP TRIGGER break ON "DomainEvent"`;
    expect((await getDeal(ctx, id)).stage).toBe("discovery");
    expect(await engine.findJobs("refresh-norms", { queued: true })).toHaveLength(0);
    await updateDeal(ctx, id, { stage: "closed_won" });
    expect(await engine.findJobs("refresh-norms", { queued: true })).toHaveLength(1);
  });
});

describe("the refresh by time", () => {
  it("assesses exactly the deals whose band has changed since, and makes them right", async () => {
    const quiet = await make(NOW, { name: "Goes quiet" });
    const { riskValidUntil } = await db().deal.findUniqueOrThrow({ where: { id: quiet.id } });
    expect(riskValidUntil).not.toBeNull();
    const due = riskValidUntil ?? NOW;
    const run = (now: Date) => refreshDueRisk({ now, deadline: Number.POSITIVE_INFINITY });
    await run(new Date(due.getTime() - 1));
    expect((await getDeal(ctx, quiet.id)).risk.band).toBe("low");
    const { refreshed, remaining } = await run(due);
    expect(remaining).toBe(false);
    expect(refreshed).toBeGreaterThan(0);
    const after = await getDeal(at(ctx, due), quiet.id);
    expect(after.risk.band).toBe("medium");
    expect(after.risk.validUntil === null || after.risk.validUntil > due.toISOString()).toBe(true);
    expect(after).toMatchObject({ version: 1, updatedAt: quiet.updatedAt });
  });

  it("leaves nothing out when several run at once", async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => make(NOW, { name: `Many ${n}` })));
    const now = days(NOW, 400);
    const runs = await Promise.all(
      [1, 2, 3].map(() => refreshDueRisk({ now, deadline: Number.POSITIVE_INFINITY })),
    );
    expect(runs.reduce((sum, { refreshed }) => sum + refreshed, 0)).toBeGreaterThanOrEqual(30);
    const stale = await db().deal.count({ where: { isOpen: true, riskValidUntil: { lte: now } } });
    expect(stale).toBe(0);
    const stored = await db().deal.findMany({ where: { name: { startsWith: "Many" } } });
    const inputs = await loadRiskInputs(
      db(),
      stored.map(({ id }) => id),
      now,
    );
    for (const { id, input } of inputs) {
      const fresh = assessRisk(input);
      expect(stored.find((deal) => deal.id === id)).toMatchObject({
        riskScore: fresh.score,
        riskBand: fresh.band,
        riskReasons: fresh.reasons,
      });
    }
  });
});

describe("new rules", () => {
  const forever = { now: days(NOW, 500), deadline: Number.POSITIVE_INFINITY };

  async function publishNorms(day: number): Promise<string> {
    const data = { ...DEFAULT_NORMS, asOf: days(NOW, day).getTime() };
    const row = await db().riskNorms.create({
      data: { workspaceId: teamId, teamId, computedAt: days(NOW, day), data },
    });
    return row.id;
  }
  const openDeals = () =>
    db().deal.findMany({ where: { workspaceId: teamId, isOpen: true, deletedAt: null } });

  it("reach every open deal once, shared by several runs at a time", async () => {
    await Promise.all(Array.from({ length: 300 }, (_, n) => make(NOW, { name: `Rules ${n}` })));
    const normsId = await publishNorms(499);
    const runs = await Promise.all([1, 2, 3].map(() => applyRules(teamId, forever)));
    const deals = await openDeals();
    expect(deals.every((deal) => deal.riskNormsId === normsId)).toBe(true);
    expect(runs.reduce((sum, { refreshed }) => sum + refreshed, 0)).toBe(deals.length);
    expect(runs.every(({ remaining }) => !remaining)).toBe(true);
    expect(await applyRules(teamId, forever)).toEqual({ refreshed: 0, remaining: false });
  });

  it("are taken up where a run stopped", async () => {
    const normsId = await publishNorms(500);
    let calls = 0;
    const stopAfterOne = () => (calls++ === 0 ? 0 : Number.POSITIVE_INFINITY);
    const first = await applyRules(teamId, { now: forever.now, deadline: 1 }, stopAfterOne);
    expect(first.remaining).toBe(true);
    expect(first.refreshed).toBeGreaterThan(0);
    const total = (await openDeals()).length;
    expect(first.refreshed).toBeLessThan(total);
    const second = await applyRules(teamId, forever);
    expect(first.refreshed + second.refreshed).toBe(total);
    expect((await openDeals()).every((deal) => deal.riskNormsId === normsId)).toBe(true);
  });

  it("wait for a deal that somebody is changing", async () => {
    const normsId = await publishNorms(501);
    const [deal] = await openDeals();
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const editing = db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Deal" WHERE id = ${deal?.id} FOR UPDATE`;
        await held;
      },
      { timeout: 30_000 },
    );
    const applying = applyRules(teamId, forever);
    await expect
      .poll(
        () =>
          db().deal.count({
            where: { workspaceId: teamId, isOpen: true, NOT: { riskNormsId: normsId } },
          }),
        {
          timeout: 20_000,
        },
      )
      .toBe(1);
    release();
    await editing;
    expect((await applying).remaining).toBe(false);
    const after = await db().deal.findUniqueOrThrow({ where: { id: deal?.id ?? "" } });
    expect(after.riskNormsId).toBe(normsId);
  });
});
