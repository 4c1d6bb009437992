import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { takeFromLimit } from "#lib/platform/rate-limit.ts";
import { type RedisServer, startRedisServer } from "#test/standins/upstash/redis-server.ts";
import { startUpstash, type UpstashStandIn } from "#test/standins/upstash/server.ts";

let server: RedisServer;
let upstash: UpstashStandIn;

beforeAll(async () => {
  server = await startRedisServer();
  upstash = await startUpstash(server.port);
  vi.stubEnv("DATABASE_URL", "postgresql://unused/unused");
  vi.stubEnv("SENTINEL_DEMO_SECRET", "a-secret-that-only-the-tests-know-0123456789");
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("UPSTASH_REDIS_REST_URL", upstash.url);
  vi.stubEnv("UPSTASH_REDIS_REST_TOKEN", upstash.token);
  vi.stubEnv("RATE_LIMIT_STRICT", "2");
});
beforeEach(() => {
  upstash.fault = null;
});
afterAll(async () => {
  await upstash.stop();
  await server.stop();
  vi.unstubAllEnvs();
});

const take = (who: string, tier: "strict" | "lenient" = "strict") =>
  takeFromLimit(tier, who, new Date());

it("lets as many requests through as the tier says, counted in Redis for all instances", async () => {
  // A minute may end in between: then the count begins anew, and the next person is asked.
  const rounds = await Promise.all(
    ["ann", "bob", "eve"].map(async (who) => [await take(who), await take(who), await take(who)]),
  );
  const allowed = rounds.map((round) => round.map((answer) => answer?.isAllowed));
  expect(allowed).toContainEqual([true, true, false]);
  const round = rounds.find((answers) => answers[2]?.isAllowed === false);
  expect(round?.map((answer) => answer?.remaining)).toEqual([1, 0, 0]);
  expect(round?.[2]?.resetSeconds).toBeLessThanOrEqual(60);
  expect((await take("ann", "lenient"))?.isAllowed).toBe(true);
});

it.each([
  ["refuses", { status: 400, error: "ERR max requests limit exceeded" }],
  ["breaks", { status: 500, error: "ERR internal" }],
  ["hangs up", "reset"],
  ["does not answer", "stall"],
] as const)("serves everybody within seconds while the service %s", async (_, fault) => {
  upstash.fault = fault;
  const startedAt = performance.now();
  expect(await take("ann")).toBeNull();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
