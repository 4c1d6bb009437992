import { dateOn, endOfDay } from "#lib/risk/calendar.ts";
import { DAY_MS } from "#lib/risk/constants.ts";
import type { Random } from "./random.ts";

const HOUR_MS = 3_600_000;
const STEP_MS = 5 * 60_000;
const OPENS_AT = 8;
const CLOSES_AT = 17.5;

/** When things happen in a generated company: on working days, at working hours of its time zone. */
export type WorkingTime = ReturnType<typeof workingTime>;

export function workingTime(random: Random, now: number, timeZone: string) {
  const startOfDay = (date: string) => endOfDay(dayBefore(date), timeZone);

  /** Moment about `daysAgo` days before now (negative: after it); what is past stays past. */
  function moment(daysAgo: number): number {
    const isPast = daysAgo >= 0;
    let date = dateOn(now - daysAgo * DAY_MS, timeZone);
    const hours = random.between(OPENS_AT, CLOSES_AT) * HOUR_MS;
    const timeOfDay = Math.round(hours / STEP_MS) * STEP_MS;
    while (isWeekend(date) || (isPast && startOfDay(date) + timeOfDay >= now)) {
      date = isPast ? dayBefore(date) : dayAfter(date);
    }
    return startOfDay(date) + timeOfDay;
  }

  /** The working day about `daysAhead` days from now (negative: before it). */
  function day(daysAhead: number): string {
    let date = dateOn(now + daysAhead * DAY_MS, timeZone);
    while (isWeekend(date)) date = daysAhead < 0 ? dayBefore(date) : dayAfter(date);
    return date;
  }

  return { now, moment, day };
}

function isWeekend(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function dayAfter(date: string): string {
  return shifted(date, DAY_MS);
}

function dayBefore(date: string): string {
  return shifted(date, -DAY_MS);
}

function shifted(date: string, ms: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + ms).toISOString().slice(0, 10);
}
