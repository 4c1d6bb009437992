import { describe, expect, it } from "vitest";
import { groupByDay } from "./group-by-day.ts";

const at = (createdAt: string) => ({ createdAt });
const labels = (moments: string[], now: string, timeZone: string) =>
  groupByDay(moments.map(at), { now, timeZone }).map(
    ({ label, items }) => `${label}: ${items.length}`,
  );

describe("notifications by day", () => {
  const moments = ["2026-03-02T00:30:00Z", "2026-03-01T23:30:00Z", "2026-03-01T04:30:00Z"];

  it("follow the days of the reader's own zone on both sides of midnight", () => {
    const now = "2026-03-02T09:00:00Z";
    expect(labels(moments, now, "UTC")).toEqual(["Today: 1", "Yesterday: 2"]);
    expect(labels(moments, now, "Europe/Berlin")).toEqual(["Today: 2", "Yesterday: 1"]);
    expect(labels(moments, now, "America/New_York")).toEqual([
      "Yesterday: 2",
      "Saturday 28 February: 1",
    ]);
  });

  it("keep their day when clocks change in between", () => {
    // Berlin goes over to summer time on the 29th; that day has 23 hours.
    const now = "2026-03-30T08:00:00Z";
    const around = ["2026-03-29T21:59:00Z", "2026-03-29T00:59:00Z", "2026-03-28T22:59:00Z"];
    expect(labels(around, now, "Europe/Berlin")).toEqual(["Yesterday: 2", "Saturday 28 March: 1"]);
  });

  it("name the year of those of another one", () => {
    expect(labels(["2025-12-30T10:00:00Z"], "2026-01-05T10:00:00Z", "UTC")).toEqual([
      "Tuesday 30 December 2025: 1",
    ]);
  });
});
