import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { logEvent } from "#lib/deals/log-event.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { importFile } from "#lib/imports/import-file.ts";
import { afterCommit, db, transaction } from "#lib/platform/db.ts";
import { refreshDueRisk } from "#lib/risk/store/refresh-risk.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
let ctx: Context;
let teamId: string;

beforeAll(async () => {
  const team = await createTeam({ name: "Events" });
  teamId = team.id;
  ctx = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
});

const make = (fields: Record<string, unknown> = {}) =>
  createDeal(ctx, createDealSchema.parse({ name: "Deal", teamId, ...fields }));

const bandsOf = (dealId: string) =>
  db().domainEvent.findMany({
    where: { dealId, name: "deal.band_changed" },
    orderBy: { id: "asc" },
    select: { actorId: true, requestId: true, payload: true },
  });

describe("a band that moves", () => {
  it("by what somebody did is recorded as theirs, in the same transaction", async () => {
    const { id } = await make({ expectedCloseOn: "2026-06-01", nextStep: "Call" });
    const later = at(ctx, days(NOW, 60));
    await logEvent(later, id, { type: "competitor_mentioned" }, "manual");
    const [event, ...more] = await bandsOf(id);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      actorId: ctx.user.id,
      requestId: ctx.requestId,
      payload: { from: "low", reasons: expect.arrayContaining([expect.any(String)]) },
    });
  });

  it("by time alone is nobody's, and recorded once by two refreshes at once", async () => {
    const { id } = await make();
    const { riskValidUntil } = await db().deal.findUniqueOrThrow({ where: { id } });
    const run = { now: riskValidUntil ?? NOW, deadline: Number.POSITIVE_INFINITY };
    await Promise.all([refreshDueRisk(run), refreshDueRisk(run)]);
    expect(await bandsOf(id)).toMatchObject([
      { actorId: null, requestId: null, payload: { from: "low", to: "medium" } },
    ]);
    expect(await db().dealTimeline.count({ where: { dealId: id } })).toBe(1);
  });

  it("because the deal was closed is no news about its risk", async () => {
    const { id } = await make();
    const later = at(ctx, days(NOW, 100));
    await logEvent(later, id, { type: "competitor_mentioned" }, "manual");
    const before = await bandsOf(id);
    expect(before).not.toEqual([]);
    await updateDeal(later, id, { stage: "closed_lost" });
    expect(await bandsOf(id)).toEqual(before);
  });

  it("because a file told of the past is no news either", async () => {
    const later = at(ctx, days(NOW, 400));
    const read = (text: string) =>
      importFile(later, () => [Buffer.from(text)], { workspaceId: teamId, options: {} });
    await read("id,name,stage,created\nX1,Imported,Proposal,2026-03-01\n");
    const { id } = await db().deal.findFirstOrThrow({ where: { teamId, externalId: "X1" } });
    await read("deal id,when,type\nX1,2026-03-02T10:00:00Z,competitor mentioned\n");
    expect(await bandsOf(id)).toEqual([]);
  });
});

describe("what is left for after the commit", () => {
  it("is done once the change can be seen", async () => {
    const { id } = await make();
    const seen = Promise.withResolvers<string>();
    await transaction(async (tx) => {
      afterCommit(tx, () => {
        db()
          .deal.findUniqueOrThrow({ where: { id } })
          .then(({ name }) => seen.resolve(name), seen.reject);
      });
      await tx.deal.update({ where: { id }, data: { name: "Renamed" } });
    });
    expect(await seen.promise).toBe("Renamed");
  });

  it("is never done when the transaction fails", async () => {
    let isDone = false;
    const failing = transaction(async (tx) => {
      afterCommit(tx, () => {
        isDone = true;
      });
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(isDone).toBe(false);
  });
});
