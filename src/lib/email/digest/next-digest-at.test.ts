import { TZDate } from "@date-fns/tz";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DigestSchedule, localDate, nextDigestAt } from "#lib/email/digest/next-digest-at.ts";

const daily = (digestHour: number): DigestSchedule => ({
  digest: "daily",
  digestHour,
  digestDay: 1,
});
const weekly = (digestDay: number, digestHour: number): DigestSchedule => ({
  digest: "weekly",
  digestHour,
  digestDay,
});
const next = (schedule: DigestSchedule, timezone: string, after: string) =>
  nextDigestAt(schedule, timezone, new Date(after))?.toISOString();

/** Every digest after a moment, until another one. */
function digestsBetween(schedule: DigestSchedule, timezone: string, from: string, to: string) {
  const found: string[] = [];
  let at = new Date(from);
  for (;;) {
    const moment = nextDigestAt(schedule, timezone, at);
    if (!moment || moment >= new Date(to)) return found;
    found.push(moment.toISOString());
    at = moment;
  }
}

describe("a daily digest", () => {
  it("comes at the chosen hour of the person's own day", () => {
    expect(next(daily(8), "Europe/Berlin", "2026-01-15T06:59:59Z")).toBe(
      "2026-01-15T07:00:00.000Z",
    );
    expect(next(daily(8), "Asia/Kolkata", "2026-01-15T00:00:00Z")).toBe("2026-01-15T02:30:00.000Z");
  });

  it("that is just due comes next on the day after", () => {
    expect(next(daily(8), "Europe/Berlin", "2026-01-15T07:00:00Z")).toBe(
      "2026-01-16T07:00:00.000Z",
    );
  });

  it("knows on both sides of midnight which day it is for the person", () => {
    // Still the 14th in Los Angeles, already the 15th in Auckland.
    expect(next(daily(23), "America/Los_Angeles", "2026-01-15T06:30:00Z")).toBe(
      "2026-01-15T07:00:00.000Z",
    );
    expect(next(daily(0), "Pacific/Auckland", "2026-01-14T10:59:59Z")).toBe(
      "2026-01-14T11:00:00.000Z",
    );
    expect(next(daily(0), "Pacific/Kiritimati", "2026-01-14T10:00:00Z")).toBe(
      "2026-01-15T10:00:00.000Z",
    );
  });

  it("keeps its hour when the clocks change", () => {
    expect(
      digestsBetween(daily(8), "Europe/Berlin", "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"),
    ).toEqual(["2026-03-28T07:00:00.000Z", "2026-03-29T06:00:00.000Z", "2026-03-30T06:00:00.000Z"]);
  });

  it("comes at the next moment there is when its hour does not exist that day", () => {
    const hour = (timezone: string, day: string, digestHour: number) =>
      next(daily(digestHour), timezone, `${day}T00:00:00Z`);
    expect(hour("Europe/Berlin", "2026-03-29", 2)).toBe("2026-03-29T01:00:00.000Z");
    expect(hour("America/New_York", "2026-03-08", 2)).toBe("2026-03-08T07:00:00.000Z");
    // Half an hour only, and at midnight.
    expect(hour("Australia/Lord_Howe", "2026-10-03", 2)).toBe("2026-10-03T15:30:00.000Z");
    expect(next(daily(0), "Africa/Cairo", "2026-04-23T12:00:00Z")).toBe("2026-04-23T22:00:00.000Z");
  });

  it("comes once when its hour comes twice", () => {
    expect(
      digestsBetween(daily(2), "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"),
    ).toEqual(["2026-10-25T00:00:00.000Z", "2026-10-26T01:00:00.000Z"]);
    // Midnight comes twice where the clocks go back to it.
    expect(
      digestsBetween(daily(0), "America/Havana", "2026-10-31T12:00:00Z", "2026-11-02T12:00:00Z"),
    ).toEqual(["2026-11-01T04:00:00.000Z", "2026-11-02T05:00:00.000Z"]);
  });

  it("is not due while it is off", () => {
    expect(next({ ...daily(8), digest: "off" }, "UTC", "2026-01-01T00:00:00Z")).toBeUndefined();
  });
});

describe("a weekly digest", () => {
  it("comes on the chosen weekday of the person", () => {
    expect(next(weekly(1, 8), "Europe/Berlin", "2026-01-12T07:00:00Z")).toBe(
      "2026-01-19T07:00:00.000Z",
    );
    expect(next(weekly(7, 18), "America/Sao_Paulo", "2026-01-12T07:00:00Z")).toBe(
      "2026-01-18T21:00:00.000Z",
    );
  });

  it("is on Monday there, even while it is Sunday in Greenwich", () => {
    expect(next(weekly(1, 6), "Pacific/Auckland", "2026-01-10T00:00:00Z")).toBe(
      "2026-01-11T17:00:00.000Z",
    );
  });
});

describe("in every zone, at every hour", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const schedule = fc.record({
    digest: fc.constantFrom("daily" as const, "weekly" as const),
    digestHour: fc.integer({ min: 0, max: 23 }),
    digestDay: fc.integer({ min: 1, max: 7 }),
  });
  const after = fc.date({
    min: new Date("2020-01-01T00:00:00Z"),
    max: new Date("2035-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  const zone = fc.constantFrom(...zones);

  it("the next digest lies ahead, within a day or a week and an hour, at the hour or right after it was skipped", () => {
    fc.assert(
      fc.property(schedule, zone, after, (chosen, timezone, at) => {
        const moment = nextDigestAt(chosen, timezone, at);
        if (!moment) throw new Error("not due");
        const wait = moment.getTime() - at.getTime();
        const days = chosen.digest === "daily" ? 1 : 7;
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(days * 86_400_000 + 3_600_000);
        const local = new TZDate(moment, timezone);
        const justBefore = new TZDate(moment.getTime() - 1, timezone);
        const isOnTheHour = local.getHours() === chosen.digestHour && local.getMinutes() === 0;
        const wasSkipped =
          local.getTimezoneOffset() !== justBefore.getTimezoneOffset() &&
          local.getHours() >= chosen.digestHour;
        expect(isOnTheHour || wasSkipped).toBe(true);
        if (chosen.digest === "weekly") expect(local.getDay() || 7).toBe(chosen.digestDay);
      }),
      { numRuns: 2_000 },
    );
  });

  it("a year of daily digests has one for each local date", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        zone,
        fc.integer({ min: 2022, max: 2032 }),
        (digestHour, timezone, year) => {
          const dates: string[] = [];
          let at = new Date(Date.UTC(year, 0, 3));
          while (at < new Date(Date.UTC(year + 1, 0, 3))) {
            at = nextDigestAt(daily(digestHour), timezone, at) ?? at;
            dates.push(localDate(at, timezone));
          }
          const following = (date: string) =>
            new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
          for (const [index, date] of dates.entries()) {
            const before = dates[index - 1];
            if (before) expect(date).toBe(following(before));
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
