import { describe, expect, it } from "vitest";
import { dateWords, dayDistance, daysUntil, exactMoment, momentWords } from "./moment-words.ts";

const clock = { now: "2026-11-23T12:00:00Z", timeZone: "Europe/Berlin" };

describe("a moment in words", () => {
  it.each([
    ["2026-11-23T11:59:40Z", "just now"],
    ["2026-11-23T11:20:00Z", "40 min ago"],
    ["2026-11-23T05:00:00Z", "Today 06:00"],
    ["2026-11-23T14:30:00Z", "Today 15:30"],
    ["2026-11-22T22:30:00Z", "Yesterday 23:30"],
    ["2026-11-24T07:00:00Z", "Tomorrow 08:00"],
    ["2026-11-27T07:00:00Z", "Fri 08:00"],
    ["2026-11-10T07:00:00Z", "10 Nov"],
    ["2025-11-10T07:00:00Z", "10 Nov 2025"],
  ])("%s reads %s", (at, words) => {
    expect(momentWords(at, clock)).toBe(words);
  });

  it("changes the day at midnight of the workspace, not of UTC", () => {
    expect(momentWords("2026-11-22T23:30:00Z", clock)).toBe("Today 00:30");
    expect(momentWords("2026-11-22T23:30:00Z", { ...clock, timeZone: "UTC" })).toBe(
      "Yesterday 23:30",
    );
  });

  it("is exact on demand, with its zone", () => {
    expect(exactMoment("2026-11-23T12:00:00Z", "Europe/Berlin")).toBe(
      "Mon 23 Nov 2026, 13:00 (Europe/Berlin)",
    );
  });
});

describe("a calendar date in words", () => {
  it.each([
    ["2026-11-23", "today"],
    ["2026-11-24", "tomorrow"],
    ["2026-11-22", "yesterday"],
    ["2026-11-26", "in 3 days"],
    ["2026-11-14", "9 days ago"],
    ["2026-12-24", "24 Dec"],
    ["2027-01-24", "24 Jan 2027"],
  ])("%s reads %s", (date, words) => {
    expect(dateWords(date, clock)).toBe(words);
  });

  it("does not shift with the zone or with summer time", () => {
    const beforeTheChange = { now: "2026-03-28T23:30:00Z", timeZone: "America/Los_Angeles" };
    expect(daysUntil("2026-03-30", beforeTheChange)).toBe(2);
    expect(daysUntil("2026-03-30", { ...beforeTheChange, timeZone: "Pacific/Auckland" })).toBe(1);
  });

  it("counts whole days to a moment", () => {
    expect(dayDistance("2026-11-26T22:59:00Z", clock)).toBe("in 3 days");
    expect(dayDistance("2026-11-26T23:01:00Z", clock)).toBe("in 4 days");
  });
});
