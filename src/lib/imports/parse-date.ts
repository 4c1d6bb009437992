import { tzOffset } from "@date-fns/tz/tzOffset";
import { nameKey } from "./name-key.ts";

export const DATE_ORDERS = ["day_first", "month_first"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/**
 * `date` is the calendar day as it stands in the file, never moved by a time zone. `at` is the
 * moment in ms, null when the file gives no time of day.
 */
export type ParsedDate = { date: string; at: number | null };
export type DateReading = ParsedDate | { problem: string };

/** How the days of one column are written; `timeZone` (IANA) applies to times that name none. */
export type DateConvention = { order: DateOrder; timeZone: string };

const UNREADABLE = "cannot be read as a date; write it as 2026-03-31";
const IMPOSSIBLE = "is no day of the calendar; write dates as 2026-03-31";
const OUT_OF_RANGE = "lies outside the years 1900 to 9999";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Day 0 of Excel's 1900 system, which counts a 29 February 1900 that never was. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
/** 1954 to 2173: below that a number is far more likely an amount or a year. */
const EXCEL_DAYS = { min: 20_000, max: 100_000 };

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NUMBER = /^\d+(?:[.,]\d+)?$/;
const WORDS = /^[\p{L}\d\s.,/-]+$/u;
/** Words inside a date that say nothing: 31st March, 31 de marzo. */
const FILLERS = new Set(["st", "nd", "rd", "th", "er", "de", "of"]);
const TIME =
  /^(.+?)(?:[T\s,]\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?)?(?:\s*[[(].*[\])])?$/i;
const COMPACT_TIME = /^(\d{8})T(\d{2})(\d{2})(\d{2})(Z)?$/;

const MONTHS = monthNames(["en", "de", "fr", "es", "nl", "it", "pt"]);

function monthNames(locales: string[]): Map<string, number> {
  const names = new Map<string, number>([["mrz", 3]]);
  for (const locale of locales) {
    for (const style of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: "UTC" });
      for (let month = 1; month <= 12; month += 1) {
        const name = nameKey(format.format(Date.UTC(2024, month - 1, 1)));
        if (!names.has(name)) names.set(name, month);
      }
    }
  }
  return names;
}

/**
 * Reads one date: ISO 8601, `31.03.2026`, `03/31/2026` or `31/03/2026` by the column's order,
 * `31 March 2026` in seven languages, Excel serial numbers, Unix time in seconds or ms; each with
 * an optional time and zone where that makes sense. Days that do not exist are problems.
 */
export function parseDate(text: string, convention: DateConvention): DateReading {
  const value = text.trim();
  if (NUMBER.test(value)) return fromNumber(value, convention.timeZone);
  const compact = COMPACT_TIME.exec(value);
  const expanded = compact
    ? `${compact[1]} ${compact[2]}:${compact[3]}:${compact[4]}${compact[5] ?? ""}`
    : value;
  const timed = TIME.exec(expanded);
  const day = parseDay((timed?.[1] ?? expanded).replace(/,$/, "").trim(), convention.order);
  if ("problem" in day) return day;
  const date = `${day.year}-${pad(day.month)}-${pad(day.day)}`;
  if (!timed) return { date, at: null };

  const ms = timeOfDay(timed);
  if (ms === null) return { problem: "has a time of day that does not exist; write it as 14:30" };
  const local = Date.UTC(day.year, day.month - 1, day.day) + ms;
  const zone = timed[7];
  return { date, at: zone ? local - zoneOffset(zone) : fromLocal(local, convention.timeZone) };
}

/** What one cell says about the order of day and month in its column; null when nothing. */
export function voteDateOrder(text: string): DateOrder | "ambiguous" | null {
  const match = YEAR_LAST.exec(text.trim().split(/[T\s,]/, 1)[0] ?? "");
  if (!match || match[2] === ".") return null;
  const first = Number(match[1]);
  const second = Number(match[3]);
  if (first > 12) return second > 12 ? null : "day_first";
  if (second > 12) return "month_first";
  return first === second ? null : "ambiguous";
}

/**
 * The moment a value of a column of moments stands for. A day without a time counts as noon UTC,
 * which is the same calendar day from UTC−12 to UTC+11.
 */
export function momentOf(parsed: ParsedDate): number {
  return parsed.at ?? Date.parse(`${parsed.date}T12:00:00Z`);
}

type Day = { year: number; month: number; day: number };

function parseDay(text: string, order: DateOrder): Day | { problem: string } {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return checkDay(yearFirst[1], yearFirst[3], yearFirst[4]);
  const compact = COMPACT.exec(text);
  if (compact) return checkDay(compact[1], compact[2], compact[3]);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) {
    const [, first, mark, second, year] = yearLast;
    const monthFirst = mark !== "." && order === "month_first";
    return monthFirst ? checkDay(year, first, second) : checkDay(year, second, first);
  }
  return parseWords(text);
}

/** A month by its name before or after the day; a weekday in front is passed over. */
function parseWords(text: string): Day | { problem: string } {
  const tokens = WORDS.test(text) ? (text.match(/\p{L}+|\d+/gu) ?? []).map(nameKey) : [];
  const parts = tokens.filter((token) => !FILLERS.has(token));
  if (parts.length === 4 && !MONTHS.has(parts[0] ?? "")) parts.shift();
  const [first = "", second = "", year = "", ...rest] = parts;
  if (rest.length > 0 || !/^(?:\d{2}|\d{4})$/.test(year)) return { problem: UNREADABLE };
  const month = MONTHS.get(first) ?? MONTHS.get(second);
  const day = MONTHS.has(first) ? second : first;
  return month && /^\d{1,2}$/.test(day)
    ? checkDay(year, String(month), day)
    : { problem: UNREADABLE };
}

function checkDay(
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
): Day | { problem: string } {
  const year = fullYear(yearText ?? "");
  const month = Number(monthText);
  const day = Number(dayText);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return { problem: IMPOSSIBLE };
  if (year < 1900) return { problem: OUT_OF_RANGE };
  return { year, month, day };
}

/** Two digits: 70 to 99 lie in the last century. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year >= 70 ? 1900 + year : 2000 + year;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function timeOfDay(match: RegExpExecArray): number | null {
  const minute = Number(match[3]);
  const second = Number(match[4] ?? 0);
  const ms = Number((match[5] ?? "0").padEnd(3, "0").slice(0, 3));
  let hour = Number(match[2]);
  const half = match[6]?.charAt(0).toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  return ((hour * 60 + minute) * 60 + second) * 1_000 + ms;
}

function zoneOffset(zone: string): number {
  const match = /([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === "-" ? -minutes : minutes) * MINUTE_MS;
}

function fromLocal(local: number, timeZone: string): number {
  if (timeZone === "UTC") return local;
  // Twice, because the offset in force is the one at the answer.
  const guess = local - offsetAt(timeZone, local);
  return local - offsetAt(timeZone, guess);
}

function offsetAt(timeZone: string, at: number): number {
  return tzOffset(timeZone, new Date(at)) * MINUTE_MS;
}

function fromNumber(text: string, timeZone: string): DateReading {
  const whole = /^\d+$/.test(text);
  if (whole && text.length === 8) {
    const day = parseDay(text, "day_first");
    return "problem" in day
      ? day
      : { date: `${day.year}-${pad(day.month)}-${pad(day.day)}`, at: null };
  }
  const number = Number(text.replace(",", "."));
  if (whole && (text.length === 13 || text.length === 10)) {
    const at = text.length === 13 ? number : number * 1_000;
    return { date: isoDay(at), at };
  }
  if (number < EXCEL_DAYS.min || number >= EXCEL_DAYS.max) return { problem: UNREADABLE };
  const local = EXCEL_EPOCH + Math.floor(number) * DAY_MS;
  if (whole) return { date: isoDay(local), at: null };
  // Excel stores fractions of a day in binary; a second is as exact as they get.
  const seconds = Math.round((number % 1) * 86_400);
  const at = local + seconds * 1_000;
  return { date: isoDay(at), at: fromLocal(at, timeZone) };
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function pad(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
