import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { db } from "#lib/platform/db.ts";
import { checkHealth } from "#lib/platform/health.ts";
import { announceElsewhere } from "#lib/realtime/announce.ts";
import { createHub } from "#lib/realtime/hub.ts";
import { openStream } from "#lib/realtime/open-stream.ts";
import { contextOf, createUser } from "#test/factories.ts";
import { fakeTime } from "#test/realtime/fake-time.ts";
import { type RedisServer, startRedisServer } from "#test/standins/upstash/redis-server.ts";
import { startUpstash, type UpstashStandIn } from "#test/standins/upstash/server.ts";

const NEVER_MS = 3_600_000;
let server: RedisServer;
let upstash: UpstashStandIn;
let ann: Context;

beforeAll(async () => {
  server = await startRedisServer();
  upstash = await startUpstash(server.port);
  process.env.UPSTASH_REDIS_REST_URL = upstash.url;
  process.env.UPSTASH_REDIS_REST_TOKEN = upstash.token;
  ann = await contextOf(await createUser(), { now: new Date() });
});
afterAll(async () => {
  delete process.env.UPSTASH_REDIS_REST_URL;
  delete process.env.UPSTASH_REDIS_REST_TOKEN;
  await upstash.stop();
  await server.stop();
});

/** As another instance would: a row without a word to the hub of this process. */
const writeElsewhere = (id: string) =>
  db().realtimeEvent.create({
    data: { audienceId: ann.user.id, name: "notification.created", data: { id, kind: "test" } },
  });

function listen(lookEveryMs: number, lookEveryWithPushMs: number) {
  const hub = createHub({ lookEveryMs, lookEveryWithPushMs });
  const leaving = new AbortController();
  const time = fakeTime(new Date());
  const reader = openStream(
    ann,
    { lastEventId: null, expiresAt: null, signal: leaving.signal, random: () => 0, ...time },
    hub,
  ).getReader();
  let text = "";
  const reading = (async () => {
    for (let got = await reader.read(); !got.done; got = await reader.read()) {
      text += new TextDecoder().decode(got.value);
    }
  })();
  return {
    heard: () => [...text.matchAll(/"id":"(\w+)"/g)].map(([, id]) => id),
    isOpen: () => text.includes("event: hello"),
    leave: async () => {
      leaving.abort();
      await reading;
    },
  };
}

describe("with Redis", () => {
  it("news of another instance are pushed: they come although nobody looks by himself", async () => {
    const { heard, isOpen, leave } = listen(NEVER_MS, NEVER_MS);
    await expect.poll(isOpen).toBe(true);
    await expect.poll(() => upstash.subscribers()).toBe(1);
    for (const id of ["one", "two"]) {
      await writeElsewhere(id);
      announceElsewhere();
      await expect.poll(heard).toContain(id);
    }
    expect(heard()).toEqual(["one", "two"]);
    await leave();
    await expect.poll(() => upstash.subscribers()).toBe(0);
  });

  it("a burst of changes is announced a few times a second, not once for each", async () => {
    const before = upstash.requests.length;
    const published = () => upstash.requests.length - before;
    for (let n = 0; n < 200; n += 1) announceElsewhere();
    await expect.poll(published).toBeGreaterThanOrEqual(1);
    expect(published()).toBeLessThanOrEqual(2);
  });

  it("a push that gets lost costs no more than the next look", async () => {
    const { heard, isOpen, leave } = listen(NEVER_MS, 900);
    await expect.poll(isOpen).toBe(true);
    await expect.poll(() => upstash.subscribers()).toBe(1);
    await writeElsewhere("unannounced");
    await expect.poll(heard, { timeout: 5_000 }).toEqual(["unannounced"]);
    await leave();
  });

  it("health says whether news are pushed or looked for", async () => {
    const { isOpen, leave } = listen(400, 900);
    await expect.poll(isOpen).toBe(true);
    await expect.poll(async () => (await checkHealth()).realtime).toBe("redis");
    upstash.fault = { status: 500, error: "ERR down" };
    upstash.dropConnections();
    await expect.poll(async () => (await checkHealth()).realtime).toBe("polling");
    expect(await checkHealth()).toMatchObject({ status: "degraded", redis: "degraded" });
    upstash.fault = null;
    await expect
      .poll(async () => (await checkHealth()).realtime, { timeout: 15_000 })
      .toBe("redis");
    await leave();
  });

  it("news come all the same while it is down", async () => {
    upstash.fault = "reset";
    const { heard, isOpen, leave } = listen(400, NEVER_MS);
    await expect.poll(isOpen).toBe(true);
    await writeElsewhere("without");
    await expect.poll(heard).toEqual(["without"]);
    await leave();
    upstash.fault = null;
  });
});
