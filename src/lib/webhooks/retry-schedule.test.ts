import { describe, expect, it } from "vitest";
import { judgeAttempt } from "#lib/webhooks/judge-attempt.ts";
import { delayAfter, MAX_ATTEMPTS, throttledUntil } from "#lib/webhooks/retry-schedule.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const inMs = (ms: number) => new Date(NOW.getTime() + ms);

describe("the schedule", () => {
  it("waits as Standard Webhooks says, and ends after the tenth attempt", () => {
    const made = Array.from({ length: MAX_ATTEMPTS }, (_, index) => index + 1);
    expect(made.map((attempt) => delayAfter(attempt, 0.5))).toEqual([
      5_000,
      300_000,
      1_800_000,
      7_200_000,
      18_000_000,
      36_000_000,
      50_400_000,
      72_000_000,
      86_400_000,
      null,
    ]);
  });

  it("spreads each wait by a tenth to both sides", () => {
    expect(delayAfter(2, 0)).toBe(270_000);
    expect(delayAfter(2, 0.999999)).toBeCloseTo(330_000, -1);
  });
});

describe("Retry-After", () => {
  it.each([
    ["120", 120_000],
    [" 7 ", 7_000],
    ["0", 0],
    ["Tue, 24 Nov 2026 12:10:00 GMT", 600_000],
    ["Tuesday, 24-Nov-26 12:10:00 GMT", 600_000],
    ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
    ["999999999", 86_400_000],
    ["Sun, 01 Jan 2090 00:00:00 GMT", 86_400_000],
    ["-5", 60_000],
    ["1.5", 60_000],
    ["soon", 60_000],
    ["", 60_000],
    [undefined, 60_000],
  ])("of %j means that many milliseconds", (header, ms) => {
    expect(throttledUntil(header, NOW)).toEqual(inMs(ms));
  });
});

describe("an attempt", () => {
  const judge = (statusCode: number | null, made = 1, retryAfter?: string, isTest = false) =>
    judgeAttempt({ statusCode, retryAfter }, { made, isTest, now: NOW, random: 0.5 });

  it("has succeeded with 2xx and with nothing else", () => {
    for (const code of [200, 201, 202, 204, 299]) expect(judge(code).status).toBe("succeeded");
    for (const code of [null, 100, 199, 300, 301, 302, 304, 400, 401, 404, 410, 429, 500, 503]) {
      expect(judge(code).status, String(code)).not.toBe("succeeded");
    }
  });

  it("is followed by another one, until the tenth", () => {
    expect(judge(500)).toMatchObject({ status: "pending", nextAttemptAt: inMs(5_000) });
    expect(judge(null, 9)).toMatchObject({ status: "pending", nextAttemptAt: inMs(86_400_000) });
    expect(judge(500, 10)).toMatchObject({ status: "dead", nextAttemptAt: null });
  });

  it("is the last one where the endpoint is gone, or for a test", () => {
    expect(judge(410)).toMatchObject({ status: "dead", isGone: true });
    expect(judge(500, 1, undefined, true)).toMatchObject({ status: "dead", isGone: false });
  });

  it("throttles the endpoint after 429 and 503, and waits for the later of the two", () => {
    expect(judge(429, 1, "120")).toMatchObject({
      nextAttemptAt: inMs(120_000),
      throttledUntil: inMs(120_000),
    });
    expect(judge(503, 4, "120")).toMatchObject({
      nextAttemptAt: inMs(7_200_000),
      throttledUntil: inMs(120_000),
    });
    expect(judge(500, 1, "120").throttledUntil).toBeNull();
  });
});
