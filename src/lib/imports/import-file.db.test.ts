import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { deleteDeal } from "#lib/deals/delete-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { db } from "#lib/platform/db.ts";
import { computeNorms } from "#lib/risk/store/compute-norms.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";
import { type ImportRequest, importFile } from "./import-file.ts";
import { previewFile } from "./preview-file.ts";

const NOW = new Date("2026-03-16T09:00:00Z");

let owner: Context;
let member: Context;
let viewer: Context;
let outsider: Context;
let workspaceId: string;

beforeAll(async () => {
  const team = await createTeam({ name: "Northwind", currency: "EUR", timezone: "UTC" });
  workspaceId = team.id;
  const ann = await createUser({ name: "Ann Example" });
  owner = await contextOf(ann, { now: NOW, role: "owner", team });
  member = await contextOf(await createUser({ name: "Max Muster" }), {
    now: NOW,
    role: "member",
    team,
  });
  viewer = await contextOf(await createUser(), { now: NOW, role: "viewer", team });
  outsider = await contextOf(await createUser(), { now: NOW });
});

const run = (ctx: Context, text: string, request: Partial<ImportRequest> = {}) =>
  importFile(ctx, () => [Buffer.from(text)], { workspaceId, options: {}, ...request });

const deal = (externalId: string) =>
  db().deal.findFirstOrThrow({
    where: { workspaceId, externalId, deletedAt: null },
    include: { events: { orderBy: [{ occurredAt: "asc" }, { type: "asc" }] } },
  });

const counts = ({ created, updated, unchanged, skipped }: Awaited<ReturnType<typeof run>>) => [
  created,
  updated,
  unchanged,
  skipped,
];

describe("a file of deals", () => {
  const FILE = [
    "id,name,company,stage,amount,close date,created date,owner,lost reason",
    'D1,Renewal,Acme,Negotiation/Review,"1,500.50",2026-06-30,2026-01-10,ann example,',
    "D2,Pilot,Beta,Closed Lost,200,2026-02-01,2026-01-05,Nobody Known,Price",
    "D3,New,Gamma,Prospecting,,,,,",
    "D4,Broken,Delta,Whatever,1,,,,",
  ].join("\n");

  it("becomes deals with their risk, and says what was left out and why", async () => {
    const report = await run(owner, FILE);
    expect(counts(report)).toEqual([3, 0, 0, 1]);
    expect(report.errors).toMatchObject([{ row: 5, column: "stage" }]);
    expect(report.warnings.join(" ")).toContain('nobody is assigned: "Nobody Known"');
    expect(await deal("D1")).toMatchObject({
      name: "Renewal",
      source: "csv",
      stage: "negotiation",
      remoteStage: "Negotiation/Review",
      value: 150_050n,
      currency: "EUR",
      userId: owner.user.id,
      assignedToId: owner.user.id,
      expectedCloseOn: new Date("2026-06-30T00:00:00Z"),
      createdAt: new Date("2026-01-10T12:00:00Z"),
      riskComputedAt: NOW,
    });
    expect(await deal("D2")).toMatchObject({
      isOpen: false,
      closedAt: new Date("2026-02-01T12:00:00Z"),
      assignedToId: null,
    });
    expect((await deal("D3")).createdAt).toEqual(NOW);
  });

  it("tells how each deal came to its stage, as an assumption", async () => {
    const { events } = await deal("D2");
    expect(
      events.map(({ type, occurredAt, payload }) => [type, occurredAt, payload]),
    ).toMatchObject([
      ["deal_created", new Date("2026-01-05T12:00:00Z"), { stage: "discovery", assumed: true }],
      [
        "stage_changed",
        new Date("2026-02-01T12:00:00Z"),
        { from: "discovery", to: "closed_lost", assumed: true, reason: "Price" },
      ],
    ]);
  });

  it("changes nothing the second time", async () => {
    const before = await deal("D1");
    expect(counts(await run(at(owner, days(NOW, 1)), FILE))).toEqual([0, 0, 3, 1]);
    expect(await deal("D1")).toEqual(before);
  });

  it("corrects what is filled in and erases nothing where a cell is empty", async () => {
    const later = at(owner, days(NOW, 2));
    await updateDeal(later, (await deal("D1")).id, { nextStep: "Call Ann" });
    const report = await run(
      later,
      "id,name,company,stage,amount,next step\nD1,Renewal 2026,,Closed Won,1600,\n",
    );
    expect(counts(report)).toEqual([0, 1, 0, 0]);
    const changed = await deal("D1");
    expect(changed).toMatchObject({
      name: "Renewal 2026",
      company: "Acme",
      nextStep: "Call Ann",
      stage: "closed_won",
      isOpen: false,
      value: 160_000n,
      riskScore: 0,
    });
    expect(changed.closedAt).toEqual(later.now);
    expect(changed.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["stage_changed", "value_changed"]),
    );
  });

  it("brings back as new what was deleted here", async () => {
    await deleteDeal(owner, (await deal("D3")).id);
    expect(counts(await run(owner, "id,name,stage\nD3,New,Prospecting\n"))).toEqual([1, 0, 0, 0]);
  });

  it("without ids finds its deals again by name and company", async () => {
    const file = "name,company,value\nSame,Acme,1\nSame,Acme,2\nOther,Acme,3\n";
    expect(counts(await run(owner, file))).toEqual([3, 0, 0, 0]);
    expect(counts(await run(owner, file))).toEqual([0, 0, 3, 0]);
  });

  it("is stored whole however many batches it takes, also by two people at once", async () => {
    const rows = Array.from(
      { length: 1_200 },
      (_, index) => `M${index},Deal ${index},Proposal,${index}`,
    );
    const file = `id,name,stage,amount\n${rows.join("\n")}`;
    const reports = await Promise.all([run(owner, file), run(owner, file)]);
    expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(1_200);
    expect(reports.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(1_200);
    expect(await db().deal.count({ where: { workspaceId, externalId: { startsWith: "M" } } })).toBe(
      1_200,
    );
  });

  it("that breaks off says how far it came, and goes on where it stopped", async () => {
    const rows = Array.from(
      { length: 1_200 },
      (_, index) => `B${index},${"Long name ".repeat(20)},Proposal\n`,
    );
    const file = `id,name,stage\n${rows.join("")}`;
    let reads = 0;
    const breaking = async function* () {
      reads += 1;
      yield Buffer.from(`id,name,stage\n${rows.slice(0, 700).join("")}`);
      if (reads > 1) throw new Error("the connection was reset");
      yield Buffer.from(rows.slice(700).join(""));
    };
    await expect(importFile(owner, breaking, { workspaceId, options: {} })).rejects.toThrow(
      "broke off after 500 rows: 500 created",
    );
    expect(counts(await run(owner, file))).toEqual([700, 0, 500, 0]);
  });

  it("lists no more errors than asked for, and counts them all", async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `${index},X,Nonsense`);
    const report = await run(owner, `id,name,stage\n${rows.join("\n")}`, { maxErrors: 10 });
    expect(report.skipped).toBe(30);
    expect(report.errors).toHaveLength(10);
  });
});

describe("who may import", () => {
  it("a viewer may not, and a stranger does not find the workspace", async () => {
    await expect(run(viewer, "id,name\n1,A\n")).rejects.toMatchObject({ code: "forbidden" });
    await expect(run(outsider, "id,name\n1,A\n")).rejects.toMatchObject({ code: "not_found" });
  });

  it("a member changes only deals that are theirs", async () => {
    await run(owner, "id,name,stage\nW1,Owner's,Proposal\n");
    const report = await run(member, "id,name,stage\nW1,Taken,Proposal\nW2,Mine,Proposal\n");
    expect(counts(report)).toEqual([1, 0, 0, 1]);
    expect(report.errors).toMatchObject([
      { row: 2, message: expect.stringContaining("somebody else") },
    ]);
    expect((await deal("W1")).name).toBe("Owner's");
    expect((await deal("W2")).userId).toBe(member.user.id);
  });

  it("the same id in another workspace is another deal", async () => {
    const report = await run(outsider, "id,name,stage\nW1,Foreign,Proposal\n", {
      workspaceId: null,
    });
    expect(counts(report)).toEqual([1, 0, 0, 0]);
    expect((await deal("W1")).name).toBe("Owner's");
  });

  it("a deal that a provider keeps up to date is left to it", async () => {
    const { id } = await createDeal(
      owner,
      createDealSchema.parse({ name: "Synced", teamId: workspaceId }),
    );
    await db().deal.update({ where: { id }, data: { source: "hubspot", externalId: "H1" } });
    const report = await run(owner, "id,name,stage\nH1,Renamed,Proposal\n");
    expect(report.errors[0]?.message).toContain("HubSpot");
  });
});

describe("a preview", () => {
  it("shows what an import would do and stores nothing", async () => {
    const open = () => [Buffer.from("id,name,stage,amount\nP1,Seen,Won,5\nP2,Odd,Stage X,5\n")];
    const preview = await previewFile(member, open, { workspaceId, options: {} });
    expect(preview).toMatchObject({
      kind: "deals",
      columns: { externalId: 0, name: 1, stage: 2, value: 3 },
      counts: { good: 1, bad: 1 },
      unknownStages: [{ name: "Stage X", count: 1 }],
      rows: [{ row: 2, values: { name: "Seen", value: "5.00", currency: "EUR" } }],
      errors: [{ row: 3, column: "stage" }],
    });
    expect(JSON.parse(JSON.stringify(preview))).toEqual(preview);
    expect(await db().deal.count({ where: { externalId: "P1" } })).toBe(0);
    await expect(previewFile(viewer, open, { workspaceId, options: {} })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a file of activities", () => {
  const FILE = [
    "activity_id,deal_id,type,direction,actor_id,started_at,duration_seconds",
    "A1,L1,call_after_offer,outbound,Ann Example,2026-03-01T09:00:00Z,60",
    "A2,L1,offer_returned_by_customer,inbound,112,2026-03-10T09:00:00Z,0",
    "A3,L9,call_after_offer,outbound,112,2026-03-10T09:00:00Z,0",
  ].join("\n");

  it("gives the deals their timelines, once", async () => {
    await run(owner, "id,name,stage,created date\nL1,Logged,Proposal,2026-02-01\n");
    const silent = (await deal("L1")).riskScore;
    const report = await run(owner, FILE);
    expect(report.kind).toBe("activities");
    expect(counts(report)).toEqual([2, 0, 0, 1]);
    expect(report.errors).toMatchObject([
      { row: 4, column: "deal_id", message: expect.stringContaining('"L9"') },
    ]);
    const { events, lastActivityAt, riskScore } = await deal("L1");
    expect(lastActivityAt).toEqual(new Date("2026-03-10T09:00:00Z"));
    expect(riskScore).not.toBe(silent);
    const touches = events.filter(({ type }) => type === "call" || type === "email_received");
    expect(touches).toMatchObject([
      {
        source: "csv",
        externalId: "A1",
        direction: "outbound",
        actorId: owner.user.id,
        recordedAt: NOW,
      },
      {
        externalId: "A2",
        actorId: null,
        payload: { sourceType: "offer_returned_by_customer", sourceActor: "112" },
      },
    ]);
    expect(counts(await run(owner, FILE))).toEqual([0, 0, 2, 1]);
  });

  it("reaches no deal of another workspace", async () => {
    const report = await run(outsider, FILE, { workspaceId: null });
    expect(counts(report)).toEqual([0, 0, 0, 3]);
  });
});

describe("a file of stage history", () => {
  const DEALS = [
    "id,name,stage,created date,closed at,stage entered at",
    "S1,Won,Closed won,2026-01-01T08:00:00Z,2026-02-20T08:00:00Z,2026-02-20T08:00:00Z",
    "S2,Open,Proposal,,,",
  ].join("\n");
  // Not in order, and "Qualified" twice over: two stages of the file may be one here.
  const HISTORY = [
    "deal_id,stage,entered_at",
    "S1,Closed won,2026-02-20T08:00:00Z",
    "S2,Proposal sent,2026-03-01T08:00:00Z",
    "S1,Qualified,2026-01-01T08:00:00Z",
    "S1,Proposal sent,2026-01-11T08:00:00Z",
    "S1,Validation,2026-02-10T08:00:00Z",
    "S2,Qualified,2026-02-01T08:00:00Z",
  ].join("\n");

  it("says when each deal moved, so that the norms learn from it", async () => {
    await run(owner, DEALS);
    const assumed = await computeNorms(db(), workspaceId, NOW);
    expect(assumed.stages.negotiation).toBeUndefined();
    const report = await run(owner, HISTORY);
    expect(report.kind).toBe("stage_history");
    expect(counts(report)).toEqual([3, 0, 3, 0]);

    const { events } = await deal("S1");
    expect(
      events
        .filter(({ type }) => type === "stage_changed")
        .map(({ occurredAt, payload }) => [occurredAt.toISOString().slice(0, 10), payload]),
    ).toMatchObject([
      ["2026-01-11", { from: "discovery", to: "proposal" }],
      ["2026-02-10", { from: "proposal", to: "negotiation" }],
      ["2026-02-20", { to: "closed_won" }],
    ]);
    const norms = await computeNorms(db(), workspaceId, NOW);
    expect(norms.stages.proposal).toMatchObject({ n: 1, medianDays: 30 });
    expect(norms.stages.discovery?.medianDays).toBe(10);
  });

  it("moves an open deal's beginning and its time in stage to where they were", async () => {
    expect(await deal("S2")).toMatchObject({
      createdAt: new Date("2026-02-01T08:00:00Z"),
      stageEnteredAt: new Date("2026-03-01T08:00:00Z"),
    });
  });

  it("changes nothing the second time, nor does the file of deals", async () => {
    const before = [await deal("S1"), await deal("S2")];
    expect(counts(await run(owner, HISTORY))).toEqual([0, 0, 6, 0]);
    expect(counts(await run(owner, DEALS))).toEqual([0, 0, 2, 0]);
    expect([await deal("S1"), await deal("S2")]).toEqual(before);
  });
});
