import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startLooking } from "#lib/realtime/start-looking.ts";

vi.stubEnv("DATABASE_URL", "postgresql://unused/unused");
vi.stubEnv("SENTINEL_DEMO_SECRET", "a-secret-that-only-the-tests-know-0123456789");
vi.stubEnv("LOG_LEVEL", "silent");

let looks = 0;
let fault: Error | null = null;
const look = async () => {
  looks += 1;
  if (fault) throw fault;
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  looks = 0;
  fault = null;
});
afterEach(() => {
  vi.useRealTimers();
});

describe("whoever looks for news", () => {
  it("looks at once, then at its pace, and never again after the end", async () => {
    const { stop } = startLooking(look, () => 400);
    expect(looks).toBe(1);
    await pass(2_000);
    expect(looks).toBe(6);
    stop();
    await pass(60_000);
    expect(looks).toBe(6);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("looks sooner when woken, but takes what comes in quick succession together", async () => {
    const { wake, stop } = startLooking(look, () => 400);
    for (let time = 0; time < 400; time += 1) {
      wake();
      await pass(1);
    }
    expect(looks).toBeGreaterThanOrEqual(10);
    expect(looks).toBeLessThanOrEqual(12);
    stop();
  });

  it("looks again when woken while it is looking: what it has read may be older", async () => {
    const slow = Promise.withResolvers<void>();
    let begun = 0;
    const { wake, stop } = startLooking(
      () => {
        begun += 1;
        return begun === 1 ? slow.promise : Promise.resolve();
      },
      () => 60_000,
    );
    wake();
    slow.resolve();
    await pass(100);
    expect(begun).toBe(2);
    stop();
  });

  it("asks a database that is down less and less often, and recovers", async () => {
    fault = new Error("down");
    const { nextLook, stop } = startLooking(look, () => 400);
    const failed = nextLook().catch((error: unknown) => error);
    await pass(60_000);
    expect(await failed).toBe(fault);
    expect(looks).toBeLessThan(20);
    fault = null;
    const next = nextLook();
    await pass(5_000);
    await next;
    const before = looks;
    await pass(4_000);
    expect(looks - before).toBeGreaterThanOrEqual(9);
    stop();
  });
});
