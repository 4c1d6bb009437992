import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { CLEAN_UP_STEPS, cleanUp } from "#lib/jobs/clean-up.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { tellPeople } from "#lib/realtime/tell-people.ts";
import { api } from "#test/api-client.ts";
import { contextOf, createUser, days } from "#test/factories.ts";
import { dealsOf, eventsOf, listenOverHttp } from "#test/realtime/listen.ts";

const NOW = new Date();
const { open } = listenOverHttp();
let ann: Context;

beforeAll(async () => {
  ann = await contextOf(await createUser({ isDemo: true }), { now: NOW });
});
beforeEach(async () => {
  await db().realtimeEvent.deleteMany();
});

const run = (now = NOW, deadline = Number.POSITIVE_INFINITY) => cleanUp({ now, deadline });
const tell = (...ids: string[]) =>
  transaction((tx) =>
    tellPeople(
      tx,
      ids.map((id) => ({
        userId: ann.user.id,
        name: "notification.created" as const,
        data: { id, kind: "test" },
      })),
    ),
  );
const left = async () =>
  (await db().realtimeEvent.findMany({ orderBy: { seq: "asc" }, select: { data: true } })).map(
    ({ data }) => (data as { id: string }).id,
  );
const age = (id: string, count: number) =>
  db().realtimeEvent.updateMany({
    where: { data: { path: ["id"], equals: id } },
    data: { createdAt: days(NOW, -count) },
  });

describe("cleaning up", () => {
  it("deletes events that no stream can be resumed at, and keeps the others", async () => {
    await tell("old", "older", "new");
    await age("older", 30);
    await age("old", 8);
    const { removed, failed } = await run();
    expect(failed).toEqual([]);
    expect(removed.realtimeEvents).toBe(2);
    expect(await left()).toEqual(["new"]);
  });

  it("leaves no hole: whoever comes back after a week that nobody listened is told so", async () => {
    const { last } = await db().realtimeCursor.findUniqueOrThrow({ where: { id: 1 } });
    await tell("never heard");
    await age("never heard", 8);
    await run();
    const client = await open(ann, { lastEventId: String(last) });
    await expect.poll(() => eventsOf(client)).toEqual(["reset"]);
    expect(dealsOf(client)).toEqual([]);
  });

  it("stops when its time is up", async () => {
    await tell("old");
    await age("old", 8);
    await run(NOW, 0);
    expect(await left()).toEqual(["old"]);
  });

  it("deletes the answers kept for repeated requests after their day", async () => {
    const key = (name: string, hours: number) =>
      db().idempotencyKey.create({
        data: {
          userId: ann.user.id,
          route: "/api/deals",
          key: name,
          requestHash: "hash",
          createdAt: new Date(NOW.getTime() - hours * 3_600_000),
        },
      });
    await key("yesterday", 25);
    await key("today", 23);
    expect((await run()).removed.idempotencyKeys).toBe(1);
    const keys = await db().idempotencyKey.findMany({ select: { key: true } });
    expect(keys).toEqual([{ key: "today" }]);
  });

  it("is what the scheduler starts, and says what it has done", async () => {
    await tell("old");
    await age("old", 8);
    const { status, body } = await api("GET", "/api/cron/clean-up", {
      headers: { authorization: "Bearer a-cron-secret-for-tests" },
    });
    expect(status).toBe(200);
    expect(body.failed).toEqual([]);
    expect(Object.keys(body.removed)).toEqual(CLEAN_UP_STEPS);
    expect(body.removed.realtimeEvents).toBe(1);
  });

  it("twice at once deletes everything once", async () => {
    await tell("old", "old too");
    await db().realtimeEvent.updateMany({ data: { createdAt: days(NOW, -8) } });
    const runs = await Promise.all([run(), run()]);
    expect(runs.flatMap(({ failed }) => failed)).toEqual([]);
    expect(await left()).toEqual([]);
  });
});
