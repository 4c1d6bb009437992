import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { disconnect } from "#lib/integrations/disconnect.ts";
import { getIntegration } from "#lib/integrations/list-integrations.ts";
import { mapStages } from "#lib/integrations/map-stages.ts";
import type { CrmProvider } from "#lib/integrations/provider.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { runSync } from "#lib/integrations/run-sync.ts";
import { salesforce } from "#lib/integrations/salesforce/salesforce.ts";
import { findDueAccounts } from "#lib/integrations/start-due-syncs.ts";
import { writeBack } from "#lib/integrations/write-back.ts";
import { db } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { at, contextOf, createTeam, createUser } from "#test/factories.ts";
import { fillOrg } from "#test/standins/salesforce/sample-org.ts";
import {
  type Fault,
  type SalesforceStandIn,
  startSalesforce,
} from "#test/standins/salesforce/server.ts";

const NOW = Date.parse("2026-03-02T09:00:00Z");
const HOUR = 3_600_000;
let clock = NOW;
/** Called when a request is about to be tried again. */
let onRetry: () => Promise<void> | void = () => {};
const pace: Pace = {
  clock: () => clock,
  sleep: async (ms) => {
    clock += ms;
    if (ms >= 500) await onRetry();
  },
  random: () => 0.5,
};
let org: SalesforceStandIn;
let ctx: Context;
let teamId: string;
const provider = salesforce as unknown as CrmProvider;

beforeAll(async () => {
  process.env.SALESFORCE_ALLOW_ANY_HOST = "1";
  org = await startSalesforce(() => clock);
});
afterAll(() => org.stop());

beforeEach(async () => {
  clock = NOW;
  onRetry = () => {};
  for (const rows of Object.values(org.rows)) rows.clear();
  org.faults = [];
  org.requests = [];
  org.tokens = new Set(["good-token"]);
  org.usage = { used: 0, max: 100_000 };
  const team = await createTeam({ name: "Faults", currency: "EUR" });
  teamId = team.id;
  ctx = await contextOf(await createUser(), { now: new Date(NOW), team, role: "owner" });
  await db().salesforceIntegration.create({
    data: {
      userId: ctx.user.id,
      teamId,
      instanceUrl: org.url,
      apiKey: seal("good-token", "salesforce.api_key"),
      writeBack: true,
    },
  });
});

const fill = (count: number) => fillOrg(org, { count, now: NOW, owners: [] });
const sync = (deadline = Number.POSITIVE_INFINITY) =>
  runSync(provider, ctx.user.id, { now: new Date(clock), deadline, pace });
const row = () => db().salesforceIntegration.findUniqueOrThrow({ where: { userId: ctx.user.id } });
const count = () => db().deal.count({ where: { teamId } });
const idOf = (n: number) => `006XX0000${String(n).padStart(9, "0")}`;
const deal = (n: number) => db().deal.findFirstOrThrow({ where: { teamId, externalId: idOf(n) } });
const later = () => {
  clock += HOUR;
  return at(ctx, new Date(clock));
};
/** So many right answers, then the faults. */
const following = (answers: number, ...faults: Fault[]) => [
  ...Array.from({ length: answers }, () => null),
  ...faults,
];
const LIMIT: Fault = {
  status: 403,
  body: [{ message: "TotalRequests Limit exceeded.", errorCode: "REQUEST_LIMIT_EXCEEDED" }],
};

describe("a sync of an org that fails for a while", () => {
  it.each<[string, Fault[]]>([
    ["refuses for its limits", [LIMIT, LIMIT]],
    ["cuts the connection", ["reset", "reset"]],
    ["sends half a page", ["truncated"]],
    ["is down", [{ status: 503, body: "<html>maintenance</html>", type: "text/html" }]],
  ])("is complete all the same when it %s in the middle", async (_what, faults) => {
    fill(450);
    org.faults = following(8, ...faults);
    expect(await sync()).toMatchObject({ success: true, seen: 450, created: 450, skipped: 0 });
    expect(await count()).toBe(450);
  });

  it("stops with words for a person when it stays so, and opens the circuit for this account", async () => {
    fill(10);
    for (let run = 1; run <= 3; run += 1) {
      org.faults = Array.from(
        { length: 5 },
        (): Fault => ({ status: 502, body: "", type: "text/html" }),
      );
      expect(await sync()).toMatchObject({
        success: false,
        message: expect.stringContaining("cannot answer just now"),
      });
      expect((await row()).failures).toBe(run);
    }
    expect((await row()).circuitUntil?.getTime()).toBeGreaterThan(clock);
    const due = async () =>
      (await findDueAccounts(new Date(clock))).some(({ userId }) => userId === ctx.user.id);
    clock += 60_000;
    expect(await due()).toBe(false);
    clock += HOUR;
    expect(await due()).toBe(true);
    expect(
      await db().notification.count({ where: { userId: ctx.user.id, kind: "sync_failed" } }),
    ).toBe(1);
    expect(await sync()).toMatchObject({ success: true, created: 10 });
    expect(await row()).toMatchObject({ failures: 0, circuitUntil: null, lastError: null });
  });

  it("keeps what it has when the token is revoked half-way, and goes on once there is another", async () => {
    fill(450);
    org.faults = following(10, {
      status: 401,
      body: [{ message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" }],
    });
    const broken = await sync();
    expect(broken).toMatchObject({
      success: false,
      message: expect.stringContaining("Until then"),
    });
    const kept = await count();
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(450);
    expect(await getIntegration(ctx, "salesforce")).toMatchObject({
      isActive: false,
      status: "failed",
      lastError: expect.stringContaining("no longer accepts"),
    });
    await db().salesforceIntegration.update({
      where: { userId: ctx.user.id },
      data: { isActive: true },
    });
    expect(await sync()).toMatchObject({ success: true });
    expect(await count()).toBe(450);
  });

  it("says so when an address answers with web pages", async () => {
    org.faults = [{ status: 200, body: "<html>login</html>", type: "text/html" }];
    expect(await sync()).toMatchObject({
      success: false,
      message: expect.stringContaining("a web page instead of data"),
    });
  });

  it("leaves the last tenth of the org's daily requests to others", async () => {
    fill(10);
    org.usage = { used: 95, max: 100 };
    expect(await sync()).toMatchObject({
      success: false,
      message: expect.stringContaining("of the day"),
    });
  });
});

describe("a run", () => {
  it("that ends in the middle is taken up where it stopped", async () => {
    fill(450);
    const first = await sync(clock);
    expect(first).toMatchObject({ success: true, remaining: true, created: 200 });
    expect(await sync()).toMatchObject({ created: 250, updated: 0, remaining: false });
    expect(await count()).toBe(450);
  });

  it("is one at a time, and one whose process died is followed by another after its lease", async () => {
    fill(20);
    const [a, b] = await Promise.all([sync(), sync()]);
    expect([a, b].filter((result) => result === null)).toHaveLength(1);
    expect(await count()).toBe(20);
    await db().salesforceIntegration.update({
      where: { userId: ctx.user.id },
      data: {
        lockToken: "dead",
        lockUntil: new Date(Date.now() + HOUR),
        lastSyncStatus: "running",
      },
    });
    expect(await sync()).toBeNull();
    await db().salesforceIntegration.update({
      where: { userId: ctx.user.id },
      data: { lockUntil: new Date(Date.now() - 1) },
    });
    expect(await getIntegration(ctx, "salesforce")).toMatchObject({ status: "failed" });
    expect(await sync()).toMatchObject({ success: true, created: 0 });
  });

  it("stores nothing more once somebody has disconnected", async () => {
    fill(450);
    org.faults = following(9, "reset");
    let stored = 0;
    onRetry = async () => {
      stored = await count();
      await disconnect(ctx, "salesforce");
    };
    expect(await sync()).toBeNull();
    expect(await count()).toBe(stored);
    expect(stored).toBeLessThan(450);
    expect(await getIntegration(ctx, "salesforce")).toMatchObject({ connected: false });
  });

  it("follows an org whose clock is not ours", async () => {
    fill(20);
    await sync();
    const theirs = (ahead: number, fields: Record<string, unknown>) => {
      clock += ahead;
      org.save("Opportunity", idOf(1), fields);
      clock -= ahead;
    };
    theirs(48 * HOUR, { NextStep: "News" });
    expect(await sync()).toMatchObject({ updated: 1 });
    theirs(49 * HOUR, { NextStep: "More news" });
    expect(await sync()).toMatchObject({ updated: 1 });
    expect(await sync()).toMatchObject({ updated: 0 });
  });
});

describe("a record", () => {
  it("that cannot be read or stored is left out and named, and the others are there", async () => {
    fill(5);
    org.save("Opportunity", idOf(1), { CreatedDate: "yesterday" });
    org.save("Opportunity", idOf(2), { Name: "Nul \u0000 byte" });
    org.save("Opportunity", idOf(3), { Name: "Ünïcödé 🚀 ".repeat(400) });
    const result = await sync();
    expect(result).toMatchObject({ success: true, seen: 5, created: 3, skipped: 2 });
    expect(result?.errors.map(({ externalId }) => externalId).sort()).toEqual([idOf(1), idOf(2)]);
    expect((await row()).lastSyncStatus).toBe("partial");
    expect((await deal(3)).name).toHaveLength(300);
  });

  it("that is deleted there is marked and stays", async () => {
    fill(3);
    await sync();
    clock += HOUR;
    org.save("Opportunity", idOf(1), { IsDeleted: true });
    expect(await sync()).toMatchObject({ success: true });
    expect((await deal(1)).remoteDeletedAt).not.toBeNull();
    expect(await count()).toBe(3);
  });
});

describe("what was changed here", () => {
  it("stays until the same field changes there; then theirs is taken and the log says so", async () => {
    fill(3);
    await sync();
    const { id } = await deal(0);
    await updateDeal(later(), id, { nextStep: "Ours", company: "Our name" });
    clock += HOUR;
    org.save("Opportunity", idOf(0), { Amount: 77 });
    await sync();
    expect(await deal(0)).toMatchObject({ nextStep: "Ours", company: "Our name", value: 7_700n });
    clock += HOUR;
    org.save("Opportunity", idOf(0), { NextStep: "Theirs" });
    await sync();
    expect(await deal(0)).toMatchObject({ nextStep: "Theirs", company: "Our name" });
    const log = await db().integrationLog.findFirstOrThrow({
      where: { userId: ctx.user.id, action: "sync" },
      orderBy: { createdAt: "desc" },
    });
    expect(log.metadata).toMatchObject({ conflicts: [{ fields: ["nextStep"] }] });
  });

  it("is written back once, and its echo changes nothing", async () => {
    fill(3);
    await sync();
    const { id } = await deal(0);
    await updateDeal(later(), id, { stage: "negotiation", nextStep: "Sign" });
    await updateDeal(later(), id, { value: 1234.5, expectedCloseOn: "2026-04-01" });
    const run = { now: new Date(clock), deadline: Number.POSITIVE_INFINITY };
    org.requests = [];
    expect(await writeBack("salesforce", ctx.user.id, run, pace)).toEqual({ written: 1, left: 0 });
    expect(org.requests.filter((request) => request.startsWith("PATCH"))).toHaveLength(1);
    expect(org.rows.Opportunity.get(idOf(0))).toMatchObject({
      StageName: "Negotiation/Review",
      NextStep: "Sign",
      Amount: 1234.5,
      CloseDate: "2026-04-01",
    });
    const before = await deal(0);
    clock += HOUR;
    expect(await sync()).toMatchObject({ updated: 0 });
    expect(await deal(0)).toEqual(before);
    expect(await db().remoteChange.count({ where: { dealId: id, status: "pending" } })).toBe(0);
  });

  it("waits where the record is newer there, and is written after the sync that follows", async () => {
    fill(3);
    await sync();
    const { id } = await deal(0);
    await updateDeal(later(), id, { nextStep: "Ours" });
    clock += HOUR;
    org.save("Opportunity", idOf(0), { Amount: 77 });
    const run = () => ({ now: new Date(clock), deadline: Number.POSITIVE_INFINITY });
    expect(await writeBack("salesforce", ctx.user.id, run(), pace)).toEqual({
      written: 0,
      left: 1,
    });
    await sync();
    expect(await writeBack("salesforce", ctx.user.id, run(), pace)).toEqual({
      written: 1,
      left: 0,
    });
    expect(org.rows.Opportunity.get(idOf(0))).toMatchObject({ Amount: 77, NextStep: "Ours" });
  });

  it("is not written where nobody asked for that, and not by a sync", async () => {
    fill(3);
    await sync();
    expect(await db().remoteChange.count({ where: { userId: ctx.user.id } })).toBe(0);
    await db().salesforceIntegration.update({
      where: { userId: ctx.user.id },
      data: { writeBack: false },
    });
    await updateDeal(later(), (await deal(0)).id, { nextStep: "Ours" });
    expect(await db().remoteChange.count({ where: { userId: ctx.user.id } })).toBe(0);
  });
});

describe("the mapping of stages", () => {
  it("lists the guessed ones with their deals, and moves those when it is changed", async () => {
    fill(24);
    await sync();
    const { unmappedStages } = await getIntegration(ctx, "salesforce");
    expect(unmappedStages).toEqual([
      { pipeline: "", remoteStage: "Legal", label: "Legal", deals: 2, stage: "negotiation" },
      {
        pipeline: "",
        remoteStage: "Disqualified",
        label: "Disqualified",
        deals: 2,
        stage: "closed_lost",
      },
    ]);
    const mappings = [{ pipeline: "", remoteStage: "Legal", stage: "proposal" as const }];
    expect(await mapStages(later(), "salesforce", { mappings })).toEqual({ moved: 2 });
    expect((await deal(8)).stage).toBe("proposal");
    expect((await getIntegration(ctx, "salesforce")).unmappedStages).toHaveLength(1);
    // The mapping holds at the next sync, also for what changes then.
    clock += HOUR;
    org.save("Opportunity", idOf(8), { Amount: 5 });
    await sync();
    expect((await deal(8)).stage).toBe("proposal");
  });

  it("refuses a stage that the account does not have, by its place", async () => {
    fill(3);
    await sync();
    const mappings = [{ pipeline: "", remoteStage: "Nowhere", stage: "proposal" as const }];
    await expect(mapStages(ctx, "salesforce", { mappings })).rejects.toMatchObject({
      errors: [{ path: "mappings.0.remoteStage" }],
    });
  });
});
