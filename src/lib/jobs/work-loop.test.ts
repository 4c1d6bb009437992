import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startLoop, wakeLoop } from "#lib/jobs/work-loop.ts";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://nowhere");
  vi.stubEnv("SENTINEL_DEMO_SECRET", "x".repeat(32));
  vi.stubEnv("LOG_LEVEL", "silent");
});

let stop: (() => Promise<void>) | null = null;
afterEach(async () => {
  await stop?.();
  stop = null;
});

describe("a work loop", () => {
  it("takes a turn at once, when it is woken, and by itself within a second or so", async () => {
    let turns = 0;
    stop = startLoop("test", async () => {
      turns += 1;
    });
    await expect.poll(() => turns).toBe(1);
    const wokenAt = performance.now();
    expect(wakeLoop("test")).toBe(true);
    await expect.poll(() => turns, { interval: 5 }).toBe(2);
    expect(performance.now() - wokenAt).toBeLessThan(500);
    await expect.poll(() => turns, { timeout: 5_000 }).toBe(3);
  });

  it("does not miss a call that comes during a turn", async () => {
    let turns = 0;
    const inTurn = Promise.withResolvers<void>();
    stop = startLoop("test", async () => {
      turns += 1;
      if (turns === 1) await inTurn.promise;
    });
    await expect.poll(() => turns).toBe(1);
    wakeLoop("test");
    const goesOnAt = performance.now();
    inTurn.resolve();
    await expect.poll(() => turns, { interval: 5 }).toBe(2);
    expect(performance.now() - goesOnAt).toBeLessThan(500);
  });

  it("goes on after a turn that failed", async () => {
    let turns = 0;
    stop = startLoop("test", async () => {
      turns += 1;
      throw new Error("no database");
    });
    await expect.poll(() => turns).toBe(1);
    wakeLoop("test");
    await expect.poll(() => turns).toBe(2);
  });

  it("ends when it is stopped, and is then no longer there to be woken", async () => {
    let turns = 0;
    const end = startLoop("test", async () => {
      turns += 1;
    });
    await end();
    expect(wakeLoop("test")).toBe(false);
    expect(turns).toBe(1);
  });
});
