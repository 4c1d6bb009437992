import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import type { CrmProvider } from "#lib/integrations/provider.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { runSync } from "#lib/integrations/run-sync.ts";
import { salesforce } from "#lib/integrations/salesforce/salesforce.ts";
import { db } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { seededRandom } from "#lib/platform/seeded-random.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { fillOrg } from "#test/standins/salesforce/sample-org.ts";
import { type SalesforceStandIn, startSalesforce } from "#test/standins/salesforce/server.ts";

const DEALS = 900;
const KILLS = 4;
/** Requests that a run is given before it is ended, at most; a whole sync makes more. */
const MAX_REQUESTS = 14;

let org: SalesforceStandIn;

beforeAll(async () => {
  process.env.SALESFORCE_ALLOW_ANY_HOST = "1";
  org = await startSalesforce(Date.now);
  org.tokens = new Set(["good-token"]);
  fillOrg(org, { count: DEALS, now: Date.now(), owners: [] });
});
afterAll(() => org.stop());

async function connectTeam(): Promise<{ ctx: Context; teamId: string }> {
  const team = await createTeam({ name: "Killed", currency: "EUR" });
  const ctx = await contextOf(await createUser(), { now: new Date(), team, role: "owner" });
  await db().salesforceIntegration.create({
    data: {
      userId: ctx.user.id,
      teamId: team.id,
      instanceUrl: org.url,
      apiKey: seal("good-token", "salesforce.api_key"),
    },
  });
  return { ctx, teamId: team.id };
}

/** Starts a run, and ends its process by SIGKILL once it has made so many requests. */
async function killAfter(requests: number, userId: string): Promise<void> {
  const goal = org.requests.length + requests;
  const child = fork(new URL("./sync-child.ts", import.meta.url), [userId]);
  const exited = once(child, "exit");
  while (org.requests.length < goal && child.exitCode === null) await wait(1);
  child.kill("SIGKILL");
  await exited;
  // As if the three minutes had passed for which a run that says nothing keeps its lease.
  await db().salesforceIntegration.update({
    where: { userId },
    data: { lockUntil: new Date(Date.now() - 1) },
  });
}

const finish = (userId: string) =>
  runSync(salesforce as unknown as CrmProvider, userId, {
    now: new Date(),
    deadline: Number.POSITIVE_INFINITY,
    pace: REAL_PACE,
  });

/** Everything that a sync stores of a team's deals, without what differs from team to team. */
async function storedIn(teamId: string) {
  const deals = await db().deal.findMany({
    where: { teamId },
    orderBy: { externalId: "asc" },
    select: {
      externalId: true,
      name: true,
      stage: true,
      value: true,
      currency: true,
      company: true,
      nextStep: true,
      contacts: { select: { role: true, contact: { select: { email: true } } } },
      events: {
        where: { source: "salesforce" },
        orderBy: [{ occurredAt: "asc" }, { externalId: "asc" }],
        select: { type: true, direction: true, occurredAt: true, externalId: true },
      },
    },
  });
  return deals.map((deal) => ({ ...deal, value: deal.value.toString() }));
}

it(`a sync that is killed ${KILLS} times stores what one that is left alone does, and nothing twice`, {
  timeout: 240_000,
}, async () => {
  const random = seededRandom(3);
  const killed = await connectTeam();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await killAfter(1 + Math.floor(random() * MAX_REQUESTS), killed.ctx.user.id);
  }
  const kept = await db().deal.count({ where: { teamId: killed.teamId } });
  const last = await finish(killed.ctx.user.id);
  expect(last).toMatchObject({ success: true, skipped: 0, remaining: false });

  const calm = await connectTeam();
  expect(await finish(calm.ctx.user.id)).toMatchObject({ success: true, created: DEALS });
  expect(await storedIn(killed.teamId)).toEqual(await storedIn(calm.teamId));
  // It went on from where it was, and did not begin anew.
  expect(kept).toBeGreaterThan(0);
  expect(last?.created).toBe(DEALS - kept);
  expect(await finish(killed.ctx.user.id)).toMatchObject({ created: 0, updated: 0 });
});
