import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { snoozeDeal } from "#lib/deals/snooze-deal.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { wakeDueDeals } from "#lib/deals/wake-due-deals.ts";
import { sweepOverdueActions } from "#lib/notifications/sweep-overdue-actions.ts";
import { db } from "#lib/platform/db.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
let ctx: Context;
let teamId: string;

beforeAll(async () => {
  const team = await createTeam({ name: "Northwind", timezone: "Pacific/Auckland" });
  teamId = team.id;
  ctx = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
});

const sweep = (now: Date) => sweepOverdueActions({ now, deadline: Number.POSITIVE_INFINITY });

/** A deal whose dated next step will be the first thing that has to be done. */
async function make(nextStepDueOn = "2026-03-04") {
  const input = { name: "Acme renewal", teamId, nextStep: "Send the offer", nextStepDueOn };
  const { id } = await createDeal(ctx, createDealSchema.parse(input));
  const { actionDueAt } = await db().deal.findUniqueOrThrow({ where: { id } });
  if (!actionDueAt) throw new Error("there will never be anything to do");
  return { id, tellAt: actionDueAt };
}

const noticesOf = (dealId: string) =>
  db().notification.findMany({ where: { dealId, kind: "action_overdue" } });
const eventsOf = (dealId: string) =>
  db().domainEvent.findMany({ where: { dealId, name: "deal.action_overdue" } });

describe("an action that was due", () => {
  it("is told when its moment has come and not before, as it stands on the deal's page", async () => {
    const { id, tellAt } = await make();
    await sweep(new Date(tellAt.getTime() - 1));
    expect(await noticesOf(id)).toEqual([]);
    await sweep(tellAt);
    const deal = await db().deal.findUniqueOrThrow({ where: { id } });
    const [notice, ...more] = await noticesOf(id);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      userId: ctx.user.id,
      title: "Acme renewal has an overdue action",
      body: "Do the overdue next step, or agree a new date. It was due on 4 Mar.",
      payload: { dueAt: deal.actionDueAt?.toISOString() },
    });
    expect(deal.riskAction).toMatchObject({
      label: "Do the overdue next step, or agree a new date",
    });
    expect(deal.overdueToldFor).toEqual(deal.actionDueAt);
    expect(await eventsOf(id)).toMatchObject([{ actorId: null }]);
  });

  it("is told once, also when two sweeps run at the same moment", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => make("2026-03-05")));
    const now = new Date(Math.max(...made.map(({ tellAt }) => tellAt.getTime())));
    await Promise.all([sweep(now), sweep(now), sweep(now)]);
    await sweep(now);
    for (const { id } of made) {
      expect(await noticesOf(id)).toHaveLength(1);
      expect(await eventsOf(id)).toHaveLength(1);
    }
  });

  it("is not told again with another date within a week, but after it", async () => {
    const { id, tellAt } = await make();
    await sweep(tellAt);
    const moveStep = async (to: number, sweptAfter: number) => {
      await db().deal.update({
        where: { id },
        // Looked at by the sweep, which derives the action from the date of the step.
        data: { nextStepDueOn: days(tellAt, to), actionDueAt: days(tellAt, to) },
      });
      await sweep(days(tellAt, sweptAfter));
    };
    await moveStep(1, 4);
    expect(await noticesOf(id)).toHaveLength(1);
    await moveStep(2, 9);
    expect(await noticesOf(id)).toHaveLength(2);
  });

  it("is not told when it was done in time, or the deal is closed", async () => {
    const done = await make();
    await updateDeal(at(ctx, days(NOW, 1)), done.id, { nextStepDueOn: "2026-05-29" });
    const closed = await make();
    await updateDeal(at(ctx, days(NOW, 1)), closed.id, { stage: "closed_won" });
    await sweep(done.tellAt);
    expect(await noticesOf(done.id)).toEqual([]);
    expect(await noticesOf(closed.id)).toEqual([]);
  });

  it("waits while the deal is snoozed and is told once it wakes", async () => {
    const { id, tellAt } = await make();
    await snoozeDeal(ctx, id, { until: "2026-03-20", reason: "On leave" });
    await sweep(days(tellAt, 1));
    expect(await noticesOf(id)).toEqual([]);
    const run = { now: new Date("2026-03-19T11:00:00Z"), deadline: Number.POSITIVE_INFINITY };
    await wakeDueDeals(run);
    await sweep(run.now);
    expect(await noticesOf(id)).toHaveLength(1);
  });
});

describe("a sweep over many deals", () => {
  it("takes them batch by batch and tells a person once of all in a batch", async () => {
    const other = await contextOf(await createUser(), { now: NOW });
    await db().deal.createMany({
      data: Array.from({ length: 300 }, (_, index) => ({
        workspaceId: other.user.id,
        userId: other.user.id,
        name: `Deal ${index}`,
        stage: "discovery" as const,
        value: 0n,
        currency: "USD",
        stageEnteredAt: days(NOW, -90),
        createdAt: days(NOW, -90),
        riskReasons: [],
        actionDueAt: days(NOW, -1),
        riskComputedAt: days(NOW, -2),
      })),
    });
    const { overdue, remaining } = await sweep(NOW);
    expect({ overdue, remaining }).toEqual({ overdue: 300, remaining: false });
    expect(
      await db().notification.findMany({
        where: { userId: other.user.id, kind: "action_overdue" },
      }),
    ).toMatchObject([{ title: "300 deals have an overdue action", dealId: null }]);
  });
});
