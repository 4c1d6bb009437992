import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as after } from "node:timers/promises";
import { db } from "#lib/platform/db.ts";
import { seededRandom } from "#lib/platform/seeded-random.ts";
import { CHANNEL } from "#lib/realtime/announce.ts";
import { bearerOf } from "#test/api-client.ts";
import { type EventClient, openEvents } from "#test/realtime/event-client.ts";
import { startRedisServer } from "#test/standins/upstash/redis-server.ts";
import { startUpstash } from "#test/standins/upstash/server.ts";
import { BENCH_TEAM } from "./fill-book.ts";
import { atLeast, atMost, type BenchCase, percentile, type Row } from "./measure.ts";

const PEOPLE = 25;
const STREAMS_EACH = 20;
const EVENTS = 50;

type Redis = { url: string; token: string };

/** 500 readers of one instance, and changes that another one makes: from the commit to every reader. */
export const realtime: BenchCase = {
  name: "realtime",
  async run() {
    const people = await makePeople();
    const server = await startRedisServer();
    const upstash = await startUpstash(server.port);
    try {
      return [
        ...(await measure(people, null, "without Redis", 1.2)),
        ...(await measure(people, upstash, "with Redis", 0.5)),
      ];
    } finally {
      await upstash.stop();
      await server.stop();
    }
  },
};

async function makePeople(): Promise<string[]> {
  const ids = Array.from({ length: PEOPLE }, (_, n) => `user_stream_${n}`);
  await db().user.createMany({
    data: ids.map((id) => ({ id, email: `${id}@example.test`, name: id, isDemo: true })),
  });
  await db().teamMember.createMany({
    data: ids.map((userId) => ({ teamId: BENCH_TEAM, userId, role: "member" })),
  });
  return ids;
}

async function measure(
  people: string[],
  redis: Redis | null,
  how: string,
  bar: number,
): Promise<Row[]> {
  const child = fork(new URL("../../src/test/realtime/instance.ts", import.meta.url), {
    env: {
      ...process.env,
      ...(redis
        ? { UPSTASH_REDIS_REST_URL: redis.url, UPSTASH_REDIS_REST_TOKEN: redis.token }
        : {}),
    },
  });
  const clients: EventClient[] = [];
  try {
    const [{ url }] = (await once(child, "message")) as [{ url: string }];
    const arrivals: number[] = [];
    for (const id of people) {
      const token = await bearerOf(id);
      const opening = Array.from({ length: STREAMS_EACH }, () =>
        openEvents(`${url}/api/events`, {
          token,
          onFrame: ({ event }) => {
            if (event === "team.updated") arrivals.push(performance.now());
          },
        }),
      );
      clients.push(...(await Promise.all(opening)));
    }
    await until(() => clients.every(({ frames }) => frames.length > 0));
    const seconds = await timesToReaders(clients, arrivals, redis);
    const open = clients.filter(({ status, isEnded }) => status === 200 && !isEnded).length;
    return [
      atMost(`Event to client ${how}, p95`, percentile(seconds, 0.95), bar, "s"),
      atLeast(`Streams open at once ${how}`, open, PEOPLE * STREAMS_EACH, "streams"),
    ];
  } finally {
    for (const client of clients) client.close();
    child.kill("SIGKILL");
  }
}

/** Seconds from each commit to each reader, sorted. The changes fall anywhere between two looks. */
async function timesToReaders(
  clients: readonly EventClient[],
  arrivals: number[],
  redis: Redis | null,
): Promise<number[]> {
  const random = seededRandom(5);
  const seconds: number[] = [];
  for (let event = 0; event < EVENTS; event += 1) {
    await after(random() * 500);
    arrivals.length = 0;
    await commit();
    const committedAt = performance.now();
    if (redis) await publish(redis);
    await until(() => arrivals.length === clients.length);
    seconds.push(...arrivals.map((at) => (at - committedAt) / 1_000));
  }
  return seconds.sort((a, b) => a - b);
}

/** As another instance does it: nothing in this process or that of the readers is told. */
async function commit(): Promise<void> {
  const data = {
    at: new Date().toISOString(),
    workspaceId: BENCH_TEAM,
    actor: { id: null, name: "Bench" },
    fields: ["name"],
  };
  await db().realtimeEvent.create({
    data: { workspaceId: BENCH_TEAM, name: "team.updated", data },
  });
}

async function publish({ url, token }: Redis): Promise<void> {
  const body = JSON.stringify(["PUBLISH", CHANNEL, "news"]);
  await fetch(url, { method: "POST", headers: { authorization: `Bearer ${token}` }, body });
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error("Some streams heard nothing for a minute.");
    await after(2);
  }
}
