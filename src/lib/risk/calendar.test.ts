import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addElapsed, dateOn, elapsedMs, endOfDay } from "./calendar.ts";
import { DAY_MS } from "./constants.ts";

const iso = (at: number) => new Date(at).toISOString();

describe("a calendar date", () => {
  test("ends at midnight of its own zone, on the days the clocks change too", () => {
    expect(iso(endOfDay("2026-03-10", "UTC"))).toBe("2026-03-11T00:00:00.000Z");
    expect(iso(endOfDay("2026-03-10", "America/New_York"))).toBe("2026-03-11T04:00:00.000Z");
    expect(iso(endOfDay("2026-03-28", "Europe/Berlin"))).toBe("2026-03-28T23:00:00.000Z");
    expect(iso(endOfDay("2026-03-29", "Europe/Berlin"))).toBe("2026-03-29T22:00:00.000Z");
    expect(iso(endOfDay("2026-10-25", "Europe/Berlin"))).toBe("2026-10-25T23:00:00.000Z");
    expect(iso(endOfDay("2026-03-10", "Asia/Kolkata"))).toBe("2026-03-10T18:30:00.000Z");
  });

  test("is taken as UTC where nobody knows the zone, and no moment where it is no date", () => {
    expect(iso(endOfDay("2026-03-10", "Mars/Olympus"))).toBe("2026-03-11T00:00:00.000Z");
    expect(endOfDay("soon", "UTC")).toBeNaN();
  });

  test("contains every moment before its end", () => {
    const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland");
    const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(zone, moment, (timeZone, at) => {
        const end = endOfDay(dateOn(at, timeZone), timeZone);
        expect(end).toBeGreaterThan(at);
        expect(end - at).toBeLessThanOrEqual(25 * 3_600_000);
        expect(dateOn(end, timeZone)).not.toBe(dateOn(at, timeZone));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("working time", () => {
  const at = (text: string) => Date.parse(`${text}Z`);

  test("leaves out Saturday and Sunday of the zone", () => {
    const friday = at("2026-03-13T12:00:00");
    const monday = at("2026-03-16T12:00:00");
    expect(elapsedMs(friday, monday, false, "UTC")).toBe(DAY_MS);
    expect(elapsedMs(friday, monday, true, "UTC")).toBe(3 * DAY_MS);
    expect(elapsedMs(at("2026-03-14T01:00:00"), at("2026-03-15T23:00:00"), false, "UTC")).toBe(0);
    // In Kolkata it is Saturday already.
    const lateFriday = at("2026-03-13T19:00:00");
    expect(elapsedMs(lateFriday, lateFriday + 3_600_000, false, "Asia/Kolkata")).toBe(0);
  });

  test("never runs backwards, adds up, and can be added to a moment", () => {
    const moment = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 0, 1) });
    const span = fc.integer({ min: 0, max: 40 * DAY_MS });
    const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata");
    fc.assert(
      fc.property(moment, span, span, fc.boolean(), zone, (from, first, second, all, timeZone) => {
        const middle = from + first;
        const end = middle + second;
        const whole = elapsedMs(from, end, all, timeZone);
        expect(whole).toBe(
          elapsedMs(from, middle, all, timeZone) + elapsedMs(middle, end, all, timeZone),
        );
        expect(whole).toBeGreaterThanOrEqual(0);
        expect(elapsedMs(from, addElapsed(from, first, all, timeZone), all, timeZone)).toBe(first);
      }),
      { numRuns: 2_000 },
    );
  });
});
