import fc from "fast-check";
import { expect, test } from "vitest";
import { momentOf, parseDate, voteDateOrder } from "./parse-date.ts";

const UTC = { order: "day_first", timeZone: "UTC" } as const;

function read(text: string, convention: Parameters<typeof parseDate>[1] = UTC): string {
  const parsed = parseDate(text, convention);
  if ("problem" in parsed) return parsed.problem;
  return parsed.at === null ? parsed.date : new Date(parsed.at).toISOString();
}

test.each([
  ["2026-03-31", "2026-03-31"],
  ["2026/3/1", "2026-03-01"],
  ["20260331", "2026-03-31"],
  ["31.03.2026", "2026-03-31"],
  ["1.4.26", "2026-04-01"],
  ["31/03/2026", "2026-03-31"],
  ["31-03-1999", "1999-03-31"],
  ["31 March 2026", "2026-03-31"],
  ["31-Mar-26", "2026-03-31"],
  ["Mar 31, 2026", "2026-03-31"],
  ["March 31st 2026", "2026-03-31"],
  ["31. März 2026", "2026-03-31"],
  ["1er février 2026", "2026-02-01"],
  ["Tuesday, 31 March 2026", "2026-03-31"],
  ["31 Foo 2026", "cannot be read as a date; write it as 2026-03-31"],
  ["1 févr. 2026", "2026-02-01"],
  ["31 de marzo de 2026", "2026-03-31"],
  ["3 mei 2026", "2026-05-03"],
  ["46112", "2026-03-31"],
  ["2026-02-29", "is no day of the calendar; write dates as 2026-03-31"],
  ["2024-02-29", "2024-02-29"],
  ["31/04/2026", "is no day of the calendar; write dates as 2026-03-31"],
  ["1899-12-31", "lies outside the years 1900 to 9999"],
  ["soon", "cannot be read as a date; write it as 2026-03-31"],
  ["2026", "cannot be read as a date; write it as 2026-03-31"],
  ["Q3 2026", "cannot be read as a date; write it as 2026-03-31"],
])("the day %s is %s", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ["2026-03-31T10:20:30Z", "2026-03-31T10:20:30.000Z"],
  ["2026-03-31T10:20:30.1234567Z", "2026-03-31T10:20:30.123Z"],
  ["2026-03-31T10:20:30+02:00", "2026-03-31T08:20:30.000Z"],
  ["2026-03-31T10:20:30.000+0000", "2026-03-31T10:20:30.000Z"],
  ["2026-03-31 10:20-05", "2026-03-31T15:20:00.000Z"],
  ["2020-12-30 3:15:52", "2020-12-30T03:15:52.000Z"],
  ["2026-03-31 10:20:30 UTC", "2026-03-31T10:20:30.000Z"],
  ["20260331T102030Z", "2026-03-31T10:20:30.000Z"],
  ["31.03.2026, 14:05", "2026-03-31T14:05:00.000Z"],
  ["31/03/2026 2:05 PM", "2026-03-31T14:05:00.000Z"],
  ["31/03/2026 12:05 am", "2026-03-31T00:05:00.000Z"],
  ["Tue, 31 Mar 2026 10:00:00 +0200", "2026-03-31T08:00:00.000Z"],
  ["Tue Mar 31 2026 10:00:00 GMT+0200 (Central European Summer Time)", "2026-03-31T08:00:00.000Z"],
  ["1774951230000", "2026-03-31T10:00:30.000Z"],
  ["1774951230", "2026-03-31T10:00:30.000Z"],
  ["46112.5", "2026-03-31T12:00:00.000Z"],
  ["2026-03-31 25:00", "has a time of day that does not exist; write it as 14:30"],
])("the moment %s is %s", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test("the column's order decides what 03/04 means, dots are always day first", () => {
  expect(read("03/04/2026", { order: "month_first", timeZone: "UTC" })).toBe("2026-03-04");
  expect(read("03/04/2026", { order: "day_first", timeZone: "UTC" })).toBe("2026-04-03");
  expect(read("03.04.2026", { order: "month_first", timeZone: "UTC" })).toBe("2026-04-03");
  expect(voteDateOrder("31/03/2026 10:00")).toBe("day_first");
  expect(voteDateOrder("3/31/2026")).toBe("month_first");
  expect(voteDateOrder("03/04/2026")).toBe("ambiguous");
  expect(voteDateOrder("04/04/2026")).toBeNull();
  expect(voteDateOrder("03.04.2026")).toBeNull();
  expect(voteDateOrder("2026-03-04")).toBeNull();
});

test("a time without a zone is local to the workspace, also across a clock change", () => {
  const berlin = { order: "day_first", timeZone: "Europe/Berlin" } as const;
  expect(read("2026-01-15 12:00", berlin)).toBe("2026-01-15T11:00:00.000Z");
  expect(read("2026-07-15 12:00", berlin)).toBe("2026-07-15T10:00:00.000Z");
  expect(read("2026-03-29 01:30", berlin)).toBe("2026-03-29T00:30:00.000Z");
  expect(read("2026-03-29 03:30", berlin)).toBe("2026-03-29T01:30:00.000Z");
});

test("a calendar day is never moved by a zone", () => {
  for (const timeZone of ["Pacific/Auckland", "America/Los_Angeles"]) {
    expect(parseDate("2026-03-31", { order: "day_first", timeZone })).toEqual({
      date: "2026-03-31",
      at: null,
    });
    expect(parseDate("2026-03-31T23:30:00-08:00", { order: "day_first", timeZone })).toMatchObject({
      date: "2026-03-31",
    });
  }
  expect(new Date(momentOf({ date: "2026-03-31", at: null })).toISOString()).toBe(
    "2026-03-31T12:00:00.000Z",
  );
});

test("every day and moment is read back from the ways it is written", () => {
  const day = fc.date({
    min: new Date("1970-01-01"),
    max: new Date("2069-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString();
      const [year, month, dayOfMonth] = iso.slice(0, 10).split("-");
      expect(read(iso)).toBe(iso);
      expect(read(iso.slice(0, 10))).toBe(iso.slice(0, 10));
      expect(read(`${dayOfMonth}.${month}.${year}`)).toBe(iso.slice(0, 10));
      expect(
        read(`${month}/${dayOfMonth}/${year?.slice(2)}`, { order: "month_first", timeZone: "UTC" }),
      ).toBe(iso.slice(0, 10));
    }),
  );
});

test("no text makes it fail", () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void parseDate(text, UTC)));
});
