import { tzOffset } from "@date-fns/tz";
import type { DigestFrequency } from "#generated/prisma/enums.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A week and what lies around it: any weekday comes in between. */
const LOOK_AHEAD_DAYS = 9;

export type DigestSchedule = {
  digest: DigestFrequency;
  /** Local hour, 0–23. */
  digestHour: number;
  /** ISO weekday of weekly digests, 1 = Monday. */
  digestDay: number;
};

/**
 * The first moment after `after` at which a digest is due: the chosen hour of the person's own days,
 * or of one weekday; null while digests are off. An hour that the clocks skip stands for the moment
 * they skip to; of one that comes twice the first counts.
 *
 * @param timezone IANA name.
 */
export function nextDigestAt(schedule: DigestSchedule, timezone: string, after: Date): Date | null {
  if (schedule.digest === "off") return null;
  // From the day before: an hour that the clocks skipped then may be due now.
  const yesterday = startOfLocalDay(after, timezone) - DAY_MS;
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const day = yesterday + ahead * DAY_MS;
    const isDay = schedule.digest === "daily" || weekdayOf(day) === schedule.digestDay;
    const moment = momentOf(day + schedule.digestHour * HOUR_MS, timezone);
    if (isDay && moment > after.getTime()) return new Date(moment);
  }
  return null;
}

/** The local date of a moment, `YYYY-MM-DD`. */
export function localDate(at: Date, timezone: string): string {
  return new Date(startOfLocalDay(at, timezone)).toISOString().slice(0, 10);
}

/*
 * Local time is held as the milliseconds that UTC would show the same figures at.
 */

function startOfLocalDay(at: Date, timezone: string): number {
  const local = at.getTime() + offsetAt(at.getTime(), timezone);
  return Math.floor(local / DAY_MS) * DAY_MS;
}

function weekdayOf(localDay: number): number {
  return new Date(localDay).getUTCDay() || 7;
}

/** The moment at which clocks of the zone first show that time, or first show a later one. */
function momentOf(local: number, timezone: string): number {
  const before = local - DAY_MS;
  const candidates = [before, local + DAY_MS]
    .map((around) => local - offsetAt(around, timezone))
    .filter((moment) => moment + offsetAt(moment, timezone) === local);
  if (candidates.length > 0) return Math.min(...candidates);
  return firstMomentShowing(local, timezone);
}

/** By halving: between a day before and a day after, the local time passes `local` in one leap. */
function firstMomentShowing(local: number, timezone: string): number {
  let early = local - DAY_MS;
  let late = local + DAY_MS;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (middle + offsetAt(middle, timezone) >= local) late = middle;
    else early = middle;
  }
  return late;
}

/** Milliseconds that the zone is ahead of UTC at a moment; a zone that nobody knows counts as UTC. */
function offsetAt(moment: number, timezone: string): number {
  return (tzOffset(timezone, new Date(moment)) || 0) * MINUTE_MS;
}
