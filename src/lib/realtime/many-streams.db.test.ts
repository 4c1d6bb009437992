import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { createHub, type Hub } from "#lib/realtime/hub.ts";
import { openStream } from "#lib/realtime/open-stream.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { fakeTime } from "#test/realtime/fake-time.ts";

const PEOPLE = 25;
const STREAMS_EACH = 20;
const now = new Date();
let team: Team;
let people: Context[];

beforeAll(async () => {
  team = await createTeam({ name: "Northwind" });
  const users = await Promise.all(Array.from({ length: PEOPLE }, () => createUser()));
  people = await Promise.all(users.map((user) => contextOf(user, { now, team, role: "owner" })));
});

/** Statements of the hub by what they do, while the work goes on. */
async function statementsDuring(work: () => Promise<void>) {
  const original = pg.Client.prototype.query;
  const counts = { looks: 0, reads: 0, people: 0, replays: 0 };
  const counting = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    const sql = typeof first === "string" ? first : String((first as { text?: string }).text);
    if (/FROM "RealtimeCursor"/.test(sql)) counts.looks += 1;
    else if (/FROM "RealtimeEvent"\s+WHERE seq > \$1 ORDER/.test(sql)) counts.reads += 1;
    else if (/FROM "RealtimeEvent"/.test(sql)) counts.replays += 1;
    else if (/FROM "User" u LEFT JOIN "TeamMember"/.test(sql)) counts.people += 1;
    return Reflect.apply(original, this, args);
  };
  pg.Client.prototype.query = counting as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return counts;
}

async function listenTo(hub: Hub, count: number) {
  const time = fakeTime(now);
  const leaving = new AbortController();
  const heard: string[][] = [];
  for (let n = 0; n < count; n += 1) {
    const ctx = people[n % PEOPLE] as Context;
    const options = { lastEventId: null, expiresAt: null, signal: leaving.signal, random: () => 0 };
    const reader = openStream(ctx, { ...options, ...time }, hub).getReader();
    const events: string[] = [];
    heard.push(events);
    void (async () => {
      for (let got = await reader.read(); !got.done; got = await reader.read()) {
        const [, event] = /^event: (\S+)$/m.exec(new TextDecoder().decode(got.value)) ?? [];
        if (event) events.push(event);
      }
    })();
  }
  await expect.poll(() => heard.every(([first]) => first === "hello")).toBe(true);
  return { heard, leave: () => leaving.abort() };
}

it("five hundred streams cost what one costs: a look, its rows and who is there", async () => {
  for (const count of [1, PEOPLE * STREAMS_EACH]) {
    const hub = createHub();
    const { heard, leave } = await listenTo(hub, count);
    expect(hub.size()).toBe(count);
    const deals = 5;
    const counts = await statementsDuring(async () => {
      for (let n = 1; n <= deals; n += 1) {
        await createDeal(
          people[0] as Context,
          createDealSchema.parse({ name: `Deal ${n}`, teamId: team.id }),
        );
        await expect.poll(() => heard.every(({ length }) => length === n + 1)).toBe(true);
      }
    });
    // One read and one question who is there for each look that found something; no more.
    expect(counts).toMatchObject({ reads: deals, people: deals, replays: 0 });
    expect(counts.looks).toBeGreaterThanOrEqual(deals);
    leave();
    await expect.poll(() => hub.size()).toBe(0);
  }
});
