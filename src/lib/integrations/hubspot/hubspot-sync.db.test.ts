import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hubspot } from "#lib/integrations/hubspot/hubspot.ts";
import type { CrmProvider } from "#lib/integrations/provider.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { runSync } from "#lib/integrations/run-sync.ts";
import { db } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { createTeam, createUser } from "#test/factories.ts";
import { fillPortal } from "#test/standins/hubspot/sample-portal.ts";
import { type HubSpotStandIn, rateLimit, startHubSpot } from "#test/standins/hubspot/server.ts";

const NOW = Date.parse("2026-03-02T09:00:00Z");
let clock = NOW;
const pauses: number[] = [];
const pace: Pace = {
  clock: () => clock,
  sleep: async (ms) => {
    pauses.push(ms);
    clock += ms;
  },
  random: () => 0.5,
};
let portal: HubSpotStandIn;
let userId: string;
let teamId: string;

beforeAll(async () => {
  portal = await startHubSpot(() => clock);
  process.env.HUBSPOT_BASE_URL = portal.url;
});
afterAll(() => portal.stop());

beforeEach(async () => {
  const team = await createTeam({ name: "Sync", currency: "EUR" });
  const user = await createUser();
  await db().teamMember.create({ data: { teamId: team.id, userId: user.id, role: "owner" } });
  await db().hubSpotIntegration.create({
    data: { userId: user.id, teamId: team.id, apiKey: seal("good-key", "hubspot.api_key") },
  });
  userId = user.id;
  teamId = team.id;
  for (const rows of Object.values(portal.rows)) rows.clear();
  portal.links = [];
  portal.faults = [];
  portal.requests = [];
  portal.keys = new Map([["good-key", { lacks: [] }]]);
  pauses.length = 0;
  clock = NOW;
});

const sync = (deadline = Number.POSITIVE_INFINITY) =>
  runSync(hubspot as CrmProvider, userId, { now: new Date(clock), deadline, pace });

describe("a sync of a portal", () => {
  it("takes 500 deals in one run and the rest in the next", async () => {
    fillPortal(portal, { count: 720, now: NOW, owners: ["nobody@example.test"] });
    expect(await sync()).toMatchObject({ success: true, created: 500, remaining: true });
    expect(await sync()).toMatchObject({ success: true, created: 220, remaining: false });
    expect(await db().deal.count({ where: { teamId } })).toBe(720);
  });

  it("reads custom pipelines by what they say of their stages", async () => {
    fillPortal(portal, { count: 44, now: NOW, owners: ["nobody@example.test"] });
    await sync();
    const stages = await db().deal.groupBy({ by: ["remoteStage", "stage"], where: { teamId } });
    expect(
      Object.fromEntries(stages.map(({ remoteStage, stage }) => [remoteStage, stage])),
    ).toEqual({
      appointmentscheduled: "discovery",
      qualifiedtobuy: "discovery",
      presentationscheduled: "proposal",
      decisionmakerboughtin: "proposal",
      contractsent: "negotiation",
      closedwon: "closed_won",
      closedlost: "closed_lost",
      "11111111": "discovery",
      "11111112": "proposal",
      "11111113": "closed_won",
      "11111114": "closed_lost",
    });
  });

  it("tells engagements apart by who acted", async () => {
    fillPortal(portal, { count: 8, now: NOW, owners: ["nobody@example.test"] });
    await sync();
    const events = await db().dealEvent.groupBy({
      by: ["type", "direction"],
      where: {
        deal: { teamId },
        source: "hubspot",
        type: { notIn: ["deal_created", "stage_changed"] },
      },
      _count: true,
    });
    expect(events.map(({ type, direction }) => `${type} ${direction}`).sort()).toEqual([
      "call two_way",
      "email_received inbound",
      "meeting_held two_way",
      "note null",
    ]);
  });

  it("changes nothing the second time, whoever's clock is right", async () => {
    fillPortal(portal, { count: 60, now: NOW, owners: ["nobody@example.test"] });
    await sync();
    const before = await db().deal.findMany({ where: { teamId }, orderBy: { id: "asc" } });
    clock -= 86_400_000;
    expect(await sync()).toMatchObject({ created: 0, updated: 0, skipped: 0 });
    expect(await db().deal.findMany({ where: { teamId }, orderBy: { id: "asc" } })).toEqual(before);
  });

  it("waits out the rolling limit, and stops at the daily one with a word about it", async () => {
    fillPortal(portal, { count: 10, now: NOW, owners: ["nobody@example.test"] });
    portal.faults = [null, null, rateLimit("TEN_SECONDLY_ROLLING")];
    expect(await sync()).toMatchObject({ success: true, created: 10 });
    expect(pauses).toContain(10_000);
    portal.faults = [rateLimit("DAILY")];
    const result = await sync();
    expect(result).toMatchObject({
      success: false,
      message: expect.stringContaining("of the day"),
    });
  });

  it("marks what was archived and keeps it", async () => {
    fillPortal(portal, { count: 3, now: NOW, owners: ["nobody@example.test"] });
    await sync();
    const row = portal.rows.deals.get("9000001");
    if (row) row.archived = true;
    await sync();
    const gone = await db().deal.findMany({ where: { teamId, remoteDeletedAt: { not: null } } });
    expect(gone.map(({ externalId }) => externalId)).toEqual(["9000001"]);
  });

  it("brings the deals also with a key that may read nothing else", async () => {
    fillPortal(portal, { count: 5, now: NOW, owners: ["nobody@example.test"] });
    portal.keys.set("good-key", {
      lacks: ["crm.objects.contacts.read", "crm.objects.companies.read", "sales-email-read"],
    });
    expect(await sync()).toMatchObject({ success: true, created: 5 });
  });
});
