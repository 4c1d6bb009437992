import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { followChannel, isChannelOpen, publishToChannel } from "#lib/platform/redis-channel.ts";
import { type RedisServer, startRedisServer } from "#test/standins/upstash/redis-server.ts";
import { startUpstash, type UpstashStandIn } from "#test/standins/upstash/server.ts";

let server: RedisServer;
let upstash: UpstashStandIn;
const following: ReturnType<typeof followChannel>[] = [];

beforeAll(async () => {
  server = await startRedisServer();
  upstash = await startUpstash(server.port);
  vi.stubEnv("DATABASE_URL", "postgresql://unused/unused");
  vi.stubEnv("SENTINEL_DEMO_SECRET", "a-secret-that-only-the-tests-know-0123456789");
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("UPSTASH_REDIS_REST_URL", upstash.url);
  vi.stubEnv("UPSTASH_REDIS_REST_TOKEN", upstash.token);
});
afterEach(async () => {
  for (const { stop } of following.splice(0)) stop();
  await expect.poll(() => upstash.subscribers()).toBe(0);
  upstash.fault = null;
});
afterAll(async () => {
  await upstash.stop();
  await server.stop();
  vi.unstubAllEnvs();
});

function follow(channel = "news") {
  const heard: string[] = [];
  let opened = 0;
  const connection = followChannel(channel, {
    onOpen: () => {
      opened += 1;
    },
    onMessage: (message) => heard.push(message),
  });
  following.push(connection);
  return { heard, connection, opened: () => opened };
}

describe("a channel", () => {
  it("carries messages to everybody who follows it, and to nobody else", async () => {
    const [first, second, other] = [follow(), follow(), follow("other")];
    await expect.poll(() => upstash.subscribers()).toBe(3);
    await publishToChannel("news", "a,b and c");
    await publishToChannel("news", "second");
    await expect.poll(() => first.heard).toEqual(["a,b and c", "second"]);
    await expect.poll(() => second.heard).toEqual(["a,b and c", "second"]);
    expect(other.heard).toEqual([]);
    expect(isChannelOpen()).toBe(true);
  });

  it("says that it is lost, connects again, and says so: something may have been missed", async () => {
    const { heard, connection, opened } = follow();
    await expect.poll(opened).toBe(1);
    upstash.fault = { status: 500, error: "ERR restarting" };
    upstash.dropConnections();
    await expect.poll(connection.isOpen).toBe(false);
    expect(isChannelOpen()).toBe(false);
    upstash.fault = null;
    await expect.poll(connection.isOpen, { timeout: 10_000 }).toBe(true);
    expect(opened()).toBe(2);
    await publishToChannel("news", "again");
    await expect.poll(() => heard).toEqual(["again"]);
  });

  it("that nobody follows any more is closed", async () => {
    const { connection, opened } = follow();
    await expect.poll(opened).toBe(1);
    connection.stop();
    await expect.poll(() => upstash.subscribers()).toBe(0);
    expect(isChannelOpen()).toBeNull();
  });

  it("that cannot be written to fails nobody", async () => {
    upstash.fault = "reset";
    await publishToChannel("news", "lost");
    upstash.fault = null;
    const { heard, opened } = follow();
    await expect.poll(opened).toBe(1);
    await publishToChannel("news", "arrives");
    await expect.poll(() => heard).toEqual(["arrives"]);
  });
});
