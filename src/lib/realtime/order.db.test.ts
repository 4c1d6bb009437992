import { fork } from "node:child_process";
import { once } from "node:events";
import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { seededRandom } from "#lib/platform/seeded-random.ts";
import { tellPeople } from "#lib/realtime/tell-people.ts";
import { bearerOf } from "#test/api-client.ts";
import { contextOf, createUser } from "#test/factories.ts";
import { type EventClient, openEvents } from "#test/realtime/event-client.ts";
import { eventsOf, listenOverHttp } from "#test/realtime/listen.ts";

const { url, open, begin } = listenOverHttp();
let ann: Context;

beforeAll(async () => {
  ann = await contextOf(await createUser({ isDemo: true }), { now: new Date() });
});

const news = (id: string) => ({
  userId: ann.user.id,
  name: "notification.created" as const,
  data: { id, kind: "test" },
});
const tell = (...ids: string[]) => transaction((tx) => tellPeople(tx, ids.map(news)));
const toldIn = ({ frames }: EventClient) =>
  frames.flatMap(({ data }) => ("kind" in data ? [data.id] : []));
const numbersIn = ({ frames }: EventClient) => frames.map(({ id }) => Number(id));

/** A transaction that has written its news and waits to be told to commit or to fail. */
async function openTransaction(id: string) {
  const [written, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = transaction(async (tx) => {
    await tellPeople(tx, [news(id)]);
    written.resolve();
    await end.promise;
  });
  await written.promise;
  return {
    commit: () => {
      end.resolve();
      return done;
    },
    fail: () => {
      end.reject(new Error("changed my mind"));
      return done.catch(() => {});
    },
  };
}

describe("a change that commits late", () => {
  it("is told late, and not lost to whoever has heard of later ones", async () => {
    const client = await begin(ann);
    const late = await openTransaction("late");
    await tell("first");
    await tell("second");
    await expect.poll(() => toldIn(client)).toEqual(["first", "second"]);
    const resumed = await open(ann, { lastEventId: client.lastEventId ?? "" });
    await late.commit();
    await expect.poll(() => toldIn(client)).toEqual(["first", "second", "late"]);
    await expect.poll(() => toldIn(resumed)).toEqual(["late"]);
    expect(numbersIn(client)).toEqual(numbersIn(client).toSorted((a, b) => a - b));
  });

  it("is never told when it fails", async () => {
    const client = await begin(ann);
    const failing = await openTransaction("never");
    await failing.fail();
    await tell("afterwards");
    await expect.poll(() => toldIn(client)).toEqual(["afterwards"]);
    expect(
      await db().realtimeEvent.count({ where: { data: { path: ["id"], equals: "never" } } }),
    ).toBe(0);
  });
});

it("many who write at once, some of them slowly, are heard in one order by all", async () => {
  const [first, second] = [await begin(ann), await begin(ann)];
  const random = seededRandom(7);
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let round = 0; round < 12; round += 1) {
        const held = await openTransaction(`${writer}-${round}`);
        const pause = Math.floor(random() * 30);
        await db().$queryRaw`SELECT 1 FROM pg_sleep(${pause}::float / 1000)`;
        await (random() < 0.2 ? held.fail() : held.commit());
      }
    }),
  );
  const written = await db().realtimeEvent.findMany({
    where: { audienceId: ann.user.id, data: { path: ["id"], string_contains: "-" } },
    orderBy: { seq: "asc" },
    select: { data: true },
  });
  const ids = written.map(({ data }) => (data as { id: string }).id);
  expect(ids.length).toBeGreaterThan(50);
  await expect.poll(() => toldIn(first)).toHaveLength(ids.length);
  await expect.poll(() => toldIn(second)).toEqual(toldIn(first));
  expect(new Set(toldIn(first))).toEqual(new Set(ids));
});

it("10,000 events reach a reader that is cut off again and again: all, once, in order", async () => {
  const random = seededRandom(11);
  const { lastEventId } = await begin(ann);
  const seen: string[] = [];
  const numbers: number[] = [];
  let cuts = 0;
  const read = async () => {
    const token = await bearerOf(ann.user.id);
    let place = lastEventId ?? "";
    while (seen.length < 10_000) {
      const until = seen.length + 1 + Math.floor(random() * 900);
      const cut = Promise.withResolvers<void>();
      const client = await openEvents(url(), {
        token,
        lastEventId: place,
        onFrame: ({ id, data }) => {
          // What is in the same packet behind the cut is lost, as on a line that breaks.
          if (seen.length >= until || !("kind" in data)) return;
          seen.push(data.id);
          numbers.push(Number(id));
          place = id;
          if (seen.length >= until || seen.length === 10_000) cut.resolve();
        },
      });
      await cut.promise;
      client.close();
      cuts += 1;
    }
  };
  const write = async (writer: number) => {
    for (let from = 0; from < 2_500; from += 50) {
      await tell(...Array.from({ length: 50 }, (_, n) => `w${writer}-${from + n}`));
    }
  };
  await Promise.all([read(), write(0), write(1), write(2), write(3)]);
  expect(cuts).toBeGreaterThan(10);
  expect(new Set(seen).size).toBe(10_000);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  for (const writer of [0, 1, 2, 3]) {
    const own = seen.filter((id) => id.startsWith(`w${writer}-`));
    expect(own).toEqual(Array.from({ length: 2_500 }, (_, n) => `w${writer}-${n}`));
  }
});

describe("two instances on one database", () => {
  it("tell each other's readers, and one that was killed goes on where it stopped", async () => {
    const [one, two] = await Promise.all([startInstance(), startInstance()]);
    const token = await bearerOf(ann.user.id);
    const [first, second] = await Promise.all([
      openEvents(one.url, { token }),
      openEvents(two.url, { token }),
    ]);
    await expect.poll(() => [eventsOf(first), eventsOf(second)]).toEqual([["hello"], ["hello"]]);
    await tell("to both");
    await expect.poll(() => toldIn(first)).toEqual(["to both"]);
    await expect.poll(() => toldIn(second)).toEqual(["to both"]);

    await one.kill();
    await expect.poll(() => first.isEnded).toBe(true);
    await tell("while one is down", "and another");
    await expect.poll(() => toldIn(second)).toHaveLength(3);
    const again = await startInstance();
    const resumed = await openEvents(again.url, { token, lastEventId: first.lastEventId ?? "" });
    await tell("and live again");
    await expect
      .poll(() => toldIn(resumed))
      .toEqual(["while one is down", "and another", "and live again"]);
    await expect.poll(() => numbersIn(second).slice(-3)).toEqual(numbersIn(resumed));
    await Promise.all([two.kill(), again.kill()]);
  });
});

async function startInstance(): Promise<{ url: string; kill: () => Promise<void> }> {
  const child = fork(new URL("../../test/realtime/instance.ts", import.meta.url));
  const [{ url }] = (await once(child, "message")) as [{ url: string }];
  return {
    url: `${url}/api/events`,
    kill: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}
