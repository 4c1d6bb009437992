import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CrmProvider } from "#lib/integrations/provider.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { runSync } from "#lib/integrations/run-sync.ts";
import { salesforce } from "#lib/integrations/salesforce/salesforce.ts";
import { db } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { createTeam, createUser } from "#test/factories.ts";
import { fillOrg } from "#test/standins/salesforce/sample-org.ts";
import { type SalesforceStandIn, startSalesforce } from "#test/standins/salesforce/server.ts";

const NOW = Date.parse("2026-03-02T09:00:00Z");
const HOUR = 3_600_000;
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
let org: SalesforceStandIn;
let userId: string;
let teamId: string;

beforeAll(async () => {
  process.env.SALESFORCE_ALLOW_ANY_HOST = "1";
  org = await startSalesforce(() => clock);
});
afterAll(() => org.stop());

beforeEach(async () => {
  const team = await createTeam({ name: "Sync", currency: "EUR" });
  const user = await createUser();
  await db().teamMember.create({ data: { teamId: team.id, userId: user.id, role: "owner" } });
  await db().salesforceIntegration.create({
    data: {
      userId: user.id,
      teamId: team.id,
      instanceUrl: org.url,
      apiKey: seal("good-token", "salesforce.api_key"),
    },
  });
  userId = user.id;
  teamId = team.id;
  for (const rows of Object.values(org.rows)) rows.clear();
  org.faults = [];
  org.hiddenFields.clear();
  org.requests = [];
  org.batchSize = 2_000;
  org.tokens = new Set(["good-token"]);
  pauses.length = 0;
  clock = NOW;
  fillOrg(org, { count: 450, now: NOW, owners: [user.email, "stranger@example.test"] });
});

const sync = (deadline = Number.POSITIVE_INFINITY) =>
  runSync(salesforce as CrmProvider, userId, { now: new Date(clock), deadline, pace });
const status = () => db().salesforceIntegration.findUniqueOrThrow({ where: { userId } });
const dealOf = (n: number) =>
  db().deal.findFirstOrThrow({
    where: { teamId, externalId: `006XX0000${String(n).padStart(9, "0")}` },
    include: {
      events: { orderBy: { occurredAt: "asc" } },
      contacts: { include: { contact: true } },
    },
  });

describe("the first sync of an org", () => {
  it("takes over every opportunity with what stands around it, and counts them right", async () => {
    const result = await sync();
    expect(result).toMatchObject({
      success: true,
      seen: 450,
      created: 450,
      updated: 0,
      unchanged: 0,
      skipped: 0,
      remaining: false,
    });
    expect(await db().deal.count({ where: { teamId, source: "salesforce" } })).toBe(450);
    const deal = await dealOf(0);
    expect(deal).toMatchObject({
      name: "Opportunity 0",
      company: "Account 0",
      companyDomain: "account0.example",
      value: 100_050n,
      currency: "EUR",
      stage: "discovery",
      assignedToId: userId,
    });
    expect(deal.contacts.map(({ contact }) => contact.email)).toEqual(["contact0@account.example"]);
    expect(deal.events.map(({ type }) => type)).toContain("call");
    expect((await status()).lastSyncStatus).toBe("success");
  });

  it("maps standard, custom and closed stages, and keeps the history", async () => {
    await sync();
    const stages = await db().deal.groupBy({ by: ["remoteStage", "stage"], where: { teamId } });
    expect(
      Object.fromEntries(stages.map(({ remoteStage, stage }) => [remoteStage, stage])),
    ).toEqual({
      Prospecting: "discovery",
      Qualification: "discovery",
      "Needs Analysis": "discovery",
      "Value Proposition": "proposal",
      "Id. Decision Makers": "proposal",
      "Perception Analysis": "proposal",
      "Proposal/Price Quote": "proposal",
      "Negotiation/Review": "negotiation",
      Legal: "negotiation",
      Disqualified: "closed_lost",
      "Closed Won": "closed_won",
      "Closed Lost": "closed_lost",
    });
    const legal = await dealOf(8);
    const changes = legal.events.filter(
      ({ source, type }) => source === "salesforce" && type === "stage_changed",
    );
    expect(changes).toMatchObject([{ payload: { from: "discovery", to: "negotiation" } }]);
  });

  it("changes nothing when it is done again from the beginning", async () => {
    await sync();
    const before = await db().deal.findMany({ where: { teamId }, orderBy: { id: "asc" } });
    const events = await db().dealEvent.count();
    await db().salesforceIntegration.update({ where: { userId }, data: { cursor: { state: "" } } });
    clock += HOUR;
    const result = await sync();
    expect(result).toMatchObject({ seen: 450, created: 0, updated: 0, unchanged: 450, skipped: 0 });
    expect(await db().deal.findMany({ where: { teamId }, orderBy: { id: "asc" } })).toEqual(before);
    expect(await db().dealEvent.count()).toBe(events);
  });
});
