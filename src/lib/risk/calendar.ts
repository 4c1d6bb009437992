import { tzOffset } from "@date-fns/tz/tzOffset";
import { DAY_MS } from "./constants.ts";

/** Calendar dates and working time, fast enough for the engine's inner loop: no Intl once warm. */

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * DAY_MS;
const WORK_WEEK_MS = 5 * DAY_MS;
/** The epoch was a Thursday; this moves the week's start to Monday. */
const MONDAY_SHIFT_MS = 3 * DAY_MS;
/** Bounds the cache of a long-lived server; a book of deals uses a few hundred dates. */
const MAX_CACHED_DATES = 20_000;

const endOfDayCache = new Map<string, Map<string, number>>();
const standardOffsetCache = new Map<string, number>();

/**
 * The moment the calendar date is over in the zone, ms. NaN for text that is no date. An unknown
 * zone counts as UTC.
 */
export function endOfDay(date: string, timeZone: string): number {
  let dates = endOfDayCache.get(timeZone);
  if (dates === undefined) {
    dates = new Map();
    endOfDayCache.set(timeZone, dates);
  }
  let end = dates.get(date);
  if (end === undefined) {
    if (dates.size >= MAX_CACHED_DATES) dates.clear();
    end = computeEndOfDay(date, timeZone);
    dates.set(date, end);
  }
  return end;
}

function computeEndOfDay(date: string, timeZone: string): number {
  const nextMidnightUtc = Date.parse(`${date}T00:00:00Z`) + DAY_MS;
  if (Number.isNaN(nextMidnightUtc)) return Number.NaN;
  // Twice, because the offset in force is the one at the answer, not at UTC midnight.
  const guess = nextMidnightUtc - offsetMs(timeZone, nextMidnightUtc);
  return nextMidnightUtc - offsetMs(timeZone, guess);
}

/** The calendar date in the zone at the moment, `YYYY-MM-DD`. */
export function dateOn(at: number, timeZone: string): string {
  return new Date(at + offsetMs(timeZone, at)).toISOString().slice(0, 10);
}

function offsetMs(timeZone: string, at: number): number {
  const minutes = tzOffset(timeZone, new Date(at));
  return Number.isNaN(minutes) ? 0 : minutes * MINUTE_MS;
}

/**
 * Time from one moment to another, ms, without Saturdays and Sundays when weekends do not count.
 * Never negative. Weekends begin and end by the zone's standard time all year: a weekend an hour
 * early in summer changes no figure anybody sees, and elapsed time stays exactly monotone.
 */
export function elapsedMs(
  from: number,
  to: number,
  weekendsCount: boolean,
  timeZone: string,
): number {
  if (to <= from) return 0;
  if (weekendsCount) return to - from;
  const offset = standardOffsetMs(timeZone) + MONDAY_SHIFT_MS;
  return workingMs(to + offset) - workingMs(from + offset);
}

/** The moment at which `elapsedMs` since `from` reaches `duration`. */
export function addElapsed(
  from: number,
  duration: number,
  weekendsCount: boolean,
  timeZone: string,
): number {
  if (weekendsCount) return from + duration;
  const offset = standardOffsetMs(timeZone) + MONDAY_SHIFT_MS;
  const target = workingMs(from + offset) + duration;
  const weeks = Math.floor(target / WORK_WEEK_MS);
  return weeks * WEEK_MS + (target - weeks * WORK_WEEK_MS) - offset;
}

function workingMs(localFromMonday: number): number {
  const weeks = Math.floor(localFromMonday / WEEK_MS);
  return weeks * WORK_WEEK_MS + Math.min(localFromMonday - weeks * WEEK_MS, WORK_WEEK_MS);
}

const A_JANUARY = Date.UTC(2024, 0, 15);
const A_JULY = Date.UTC(2024, 6, 15);

function standardOffsetMs(timeZone: string): number {
  let offset = standardOffsetCache.get(timeZone);
  if (offset === undefined) {
    offset = Math.min(offsetMs(timeZone, A_JANUARY), offsetMs(timeZone, A_JULY));
    standardOffsetCache.set(timeZone, offset);
  }
  return offset;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A calendar date in words: "3 Dec 2026" for `2026-12-03`; empty for none. */
export function dayWords(date: string | null): string {
  if (date === null) return "";
  return `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}
