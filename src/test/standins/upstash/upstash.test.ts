import { createHash } from "node:crypto";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RedisServer, startRedisServer } from "./redis-server.ts";
import { startUpstash, type UpstashStandIn } from "./server.ts";

/** The stand-in is only worth something when the real client cannot tell it from the service. */

let server: RedisServer;
let upstash: UpstashStandIn;
let redis: Redis;

beforeAll(async () => {
  server = await startRedisServer();
  upstash = await startUpstash(server.port);
  redis = new Redis({ url: upstash.url, token: upstash.token, enableTelemetry: false });
});
beforeEach(async () => {
  await redis.flushall();
});
afterAll(async () => {
  await upstash.stop();
  await server.stop();
});

const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${upstash.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${upstash.token}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
};

describe("the client of the service", () => {
  it("gets back what it stored, whatever it was", async () => {
    for (const text of [
      "plain",
      "Zürich ☂ 北京",
      'with "quotes" and \\',
      "",
      "x".repeat(1_000_000),
    ]) {
      await redis.set("key", text);
      expect(await redis.get("key")).toBe(text);
    }
    await redis.set("list", { a: [1, null, "ü"] });
    expect(await redis.get("list")).toEqual({ a: [1, null, "ü"] });
    expect(await redis.get("nothing")).toBeNull();
  });

  it("runs the commands that it has", async () => {
    expect(await redis.set("once", "1", { nx: true, ex: 60 })).toBe("OK");
    expect(await redis.set("once", "2", { nx: true })).toBeNull();
    expect(await redis.ttl("once")).toBeGreaterThan(50);
    expect(await redis.incr("count")).toBe(1);
    await redis.rpush("queue", "a", "b", "c");
    expect(await redis.lrange("queue", 0, -1)).toEqual(["a", "b", "c"]);
    await redis.hset("hash", { field: "value" });
    expect(await redis.hgetall("hash")).toEqual({ field: "value" });
    await redis.zadd("scores", { score: 2, member: "b" }, { score: 1, member: "a" });
    expect(await redis.zrange("scores", 0, -1)).toEqual(["a", "b"]);
    expect(await redis.mget("once", "count")).toEqual([1, 1]);
    expect(await redis.ping()).toBe("PONG");
  });

  it("sees the error of one command of a pipeline beside the answers of the others", async () => {
    await redis.set("text", "abc");
    const answers = await redis.pipeline().get("text").incr("text").get("text").exec({
      keepErrors: true,
    });
    expect(answers.map(({ error }) => error ?? null)).toEqual([
      null,
      expect.stringContaining("not an integer"),
      null,
    ]);
  });

  it("has a transaction done as a whole", async () => {
    const transaction = redis.multi();
    transaction.incr("a");
    transaction.incr("a");
    expect(await transaction.exec()).toEqual([1, 2]);
  });
});

describe("the interface itself", () => {
  it("refuses whoever does not know the token, and takes it from the address too", async () => {
    const wrong = await post("/", ["PING"], { authorization: "Bearer wrong" });
    expect(wrong).toMatchObject({
      status: 401,
      body: { error: expect.stringMatching(/^WRONGPASS/) },
    });
    const byAddress = await fetch(`${upstash.url}/get/key?_token=${upstash.token}`);
    expect(await byAddress.json()).toEqual({ result: null });
  });

  it("answers in base64 when asked to, at every depth, and plainly otherwise", async () => {
    await post("/", ["RPUSH", "l", "ä"]);
    const command = ["LRANGE", "l", 0, -1];
    expect((await post("/", command)).body).toEqual({ result: ["ä"] });
    const encoded = await post("/", command, { "upstash-encoding": "base64" });
    expect(encoded.body).toEqual({ result: [Buffer.from("ä").toString("base64")] });
    const ok = await post("/", ["SET", "k", "v"], { "upstash-encoding": "base64" });
    expect(ok.body).toEqual({ result: "OK" });
  });

  it("answers 400 to what is no command, 405 to a batch that is read", async () => {
    expect((await post("/", "{not json")).status).toBe(400);
    expect((await post("/", ["GET"])).body).toMatchObject({
      error: expect.stringMatching(/wrong number/),
    });
    expect((await post("/", ["SET", "k", { a: 1 }])).status).toBe(400);
    expect((await post("/multi-exec", [["SET", "k", "v"], ["NOPE"]])).status).toBe(400);
    expect((await post("/pipeline", [["PING"], ["NOPE"]])).body).toMatchObject([
      { result: "PONG" },
      { error: expect.stringMatching(/unknown command/) },
    ]);
    const read = await fetch(`${upstash.url}/pipeline`, {
      headers: { authorization: `Bearer ${upstash.token}` },
    });
    expect(read.status).toBe(405);
  });

  it("runs scripts with the service's own first line, also by their hash", async () => {
    const script = "#!lua flags=allow-key-locking\nreturn 'yes'";
    const loaded = await post("/", ["EVAL", script, "0"]);
    expect(loaded.body).toEqual({ result: "yes" });
    const hash = createHash("sha1").update(script).digest("hex");
    expect((await post("/", ["EVALSHA", hash, "0"])).body).toEqual({ result: "yes" });
    const unknown = await post("/", ["EVALSHA", "0".repeat(40), "0"]);
    expect(unknown.body).toMatchObject({ error: expect.stringMatching(/^NOSCRIPT/) });
  });
});

describe("the service's rate limiter", () => {
  it.each([
    ["fixed window", Ratelimit.fixedWindow(2, "1 h")],
    ["sliding window", Ratelimit.slidingWindow(2, "1 h")],
    ["token bucket", Ratelimit.tokenBucket(2, "1 h", 2)],
  ])("counts in a %s: two pass, the third does not", async (name, limiter) => {
    const ratelimit = new Ratelimit({ redis, limiter, prefix: name, ephemeralCache: false });
    const take = () => ratelimit.limit("ann");
    const answers = [await take(), await take(), await take()];
    expect(answers.map(({ success }) => success)).toEqual([true, true, false]);
    expect(answers.map(({ remaining }) => Math.max(0, remaining))).toEqual([1, 0, 0]);
    await ratelimit.resetUsedTokens("ann");
    expect((await take()).success).toBe(true);
  });
});
