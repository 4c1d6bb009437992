import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { bulkUpdateDeals } from "#lib/deals/bulk-update-deals.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { deleteDeal } from "#lib/deals/delete-deal.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { restoreDeal } from "#lib/deals/restore-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { importFile } from "#lib/imports/import-file.ts";
import { db } from "#lib/platform/db.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

const NOW = new Date("2026-03-16T09:00:00Z");
let teamId: string;
let owner: Context;
let member: Context;
let viewer: Context;
let outsider: Context;

beforeAll(async () => {
  const team = await createTeam({ name: "Northwind" });
  teamId = team.id;
  owner = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
  member = await contextOf(await createUser(), { now: NOW, team, role: "member" });
  viewer = await contextOf(await createUser(), { now: NOW, team, role: "viewer" });
  outsider = await contextOf(await createUser(), { now: NOW });
});

const make = (ctx: Context, fields: Record<string, unknown> = {}) =>
  createDeal(ctx, createDealSchema.parse({ name: "Acme", teamId, ...fields }));

const importDeals = (rows: string) =>
  importFile(owner, () => [Buffer.from(`id,name,stage\n${rows}`)], {
    workspaceId: teamId,
    options: {},
  });

const ofSource = (externalId: string) =>
  db().deal.findFirstOrThrow({ where: { workspaceId: teamId, externalId } });

describe("a deal that is restored", () => {
  it("is there again with its history, its risk as of now and a trail of both", async () => {
    const { id } = await make(member, { stage: "proposal" });
    await deleteDeal(member, id);
    const later = at(member, days(NOW, 29));
    const restored = await restoreDeal(later, id);
    expect(restored).toMatchObject({ id, stage: "proposal", version: 3 });
    expect(await getDeal(at(viewer, later.now), id)).toMatchObject({ risk: restored.risk });
    const trail = await db().dealTimeline.findMany({
      where: { dealId: id },
      orderBy: { seq: "asc" },
    });
    expect(trail.map(({ action }) => action)).toEqual([
      "deal.created",
      "deal.deleted",
      "deal.restored",
    ]);
  });

  it("stays as it is when the undo arrives twice", async () => {
    const { id } = await make(owner);
    await deleteDeal(owner, id);
    expect((await restoreDeal(owner, id)).version).toBe(3);
    expect((await restoreDeal(owner, id)).version).toBe(3);
  });

  it("comes back for 30 days, for whoever could delete it", async () => {
    const { id } = await make(owner, { assigneeId: member.user.id });
    await deleteDeal(owner, id);
    for (const ctx of [member, viewer]) {
      await expect(restoreDeal(ctx, id)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(restoreDeal(outsider, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(restoreDeal(at(owner, days(NOW, 31)), id)).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining("30 days"),
    });
    expect((await db().deal.findUniqueOrThrow({ where: { id } })).deletedAt).toEqual(NOW);
    await restoreDeal(at(owner, days(NOW, 30)), id);
  });

  it("has its id at the source again, so that the next import finds it", async () => {
    await importDeals("S1,Imported,Proposal\n");
    const { id } = await ofSource("S1");
    await deleteDeal(owner, id);
    expect((await restoreDeal(owner, id)).externalId).toBe("S1");
    expect(await importDeals("S1,Renamed,Proposal\n")).toMatchObject({ created: 0, updated: 1 });
    expect((await getDeal(owner, id)).name).toBe("Renamed");
  });

  it("goes without that id when another deal has it by now", async () => {
    await importDeals("S2,First,Proposal\n");
    const first = await ofSource("S2");
    await deleteDeal(owner, first.id);
    await importDeals("S2,Second,Proposal\n");
    const second = await ofSource("S2");
    await deleteDeal(at(owner, days(NOW, 1)), second.id);
    await importDeals("S2,Third,Proposal\n");
    const third = await ofSource("S2");
    const restore = () =>
      bulkUpdateDeals(at(owner, days(NOW, 2)), {
        ids: [first.id, second.id],
        action: { type: "restore" },
      });
    expect(await restore()).toMatchObject({ changed: 2 });
    expect((await ofSource("S2")).id).toBe(third.id);
    const ids = [first.id, second.id, third.id];
    await bulkUpdateDeals(owner, { ids, action: { type: "delete" } });
    await restoreDeal(owner, first.id);
    expect((await getDeal(owner, first.id)).externalId).toBeNull();
  });

  it("shares the id of a source with nobody, of several that had it", async () => {
    await importDeals("S3,First,Proposal\n");
    const first = await ofSource("S3");
    await deleteDeal(owner, first.id);
    await importDeals("S3,Second,Proposal\n");
    const second = await ofSource("S3");
    await deleteDeal(at(owner, days(NOW, 1)), second.id);
    const ids = [first.id, second.id];
    await bulkUpdateDeals(at(owner, days(NOW, 2)), { ids, action: { type: "restore" } });
    expect((await ofSource("S3")).id).toBe(second.id);
    expect((await getDeal(owner, first.id)).externalId).toBeNull();
  });

  it("survives an import of the same record in the same moment", async () => {
    await importDeals("R,Old,Proposal\n");
    const { id } = await ofSource("R");
    for (let round = 0; round < 5; round += 1) {
      await deleteDeal(owner, id);
      const taken = await db().deal.findFirst({ where: { workspaceId: teamId, externalId: "R" } });
      if (taken) await deleteDeal(owner, taken.id);
      await Promise.all([restoreDeal(owner, id), importDeals("R,New,Proposal\n")]);
      expect(await db().deal.count({ where: { workspaceId: teamId, externalId: "R" } })).toBe(1);
      expect((await getDeal(owner, id)).id).toBe(id);
    }
  });

  it("is nobody's task any more when the person it was assigned to has left", async () => {
    const team = await db().team.findUniqueOrThrow({ where: { id: teamId } });
    const leaver = await contextOf(await createUser(), { now: NOW, team, role: "member" });
    const { id } = await make(owner, { assigneeId: leaver.user.id });
    await deleteDeal(owner, id);
    await db().teamMember.delete({
      where: { teamId_userId: { teamId, userId: leaver.user.id } },
    });
    expect((await restoreDeal(owner, id)).assignee).toBeNull();
    expect(
      await db().dealEvent.findFirst({ where: { dealId: id, type: "assignee_changed" } }),
    ).toMatchObject({
      payload: { from: leaver.user.id, to: null },
    });
  });
});
