import { TZDate } from "@date-fns/tz";
import { differenceInCalendarDays } from "date-fns/differenceInCalendarDays";
import { format } from "date-fns/format";
import { dayText } from "#lib/platform/calendar-day.ts";

/** The one "now" of a rendered page and the workspace's time zone, handed down to its views. */
export type ViewClock = { now: string; timeZone: string };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function inZone(at: string, timeZone: string): TZDate {
  return new TZDate(Date.parse(at), timeZone);
}

/**
 * A moment as a colleague would say it: "4 min ago", "14:20", "Yesterday 14:20", "Tue 14:20",
 * "12 Mar", "12 Mar 2025". Days are calendar days of the workspace's zone.
 */
export function momentWords(at: string, clock: ViewClock): string {
  const moment = inZone(at, clock.timeZone);
  const now = inZone(clock.now, clock.timeZone);
  const elapsed = now.getTime() - moment.getTime();
  if (elapsed >= 0 && elapsed < MINUTE) return "just now";
  if (elapsed >= 0 && elapsed < HOUR) return `${Math.floor(elapsed / MINUTE)} min ago`;
  const days = differenceInCalendarDays(moment, now);
  if (days === 0) return `Today ${format(moment, "HH:mm")}`;
  if (days === -1) return `Yesterday ${format(moment, "HH:mm")}`;
  if (days === 1) return `Tomorrow ${format(moment, "HH:mm")}`;
  if (days > 1 && days < 7) return format(moment, "EEE HH:mm");
  if (days < 0 && days > -7) return format(moment, "EEE HH:mm");
  return format(moment, moment.getFullYear() === now.getFullYear() ? "d MMM" : "d MMM yyyy");
}

/** "Tue 12 Mar 2026, 14:20 (Europe/Berlin)". */
export function exactMoment(at: string, timeZone: string): string {
  return `${format(inZone(at, timeZone), "EEE d MMM yyyy, HH:mm")} (${timeZone})`;
}

/** Calendar days from today to `date` (`YYYY-MM-DD`), negative when past. Zones cannot shift it. */
export function daysUntil(date: string, clock: ViewClock): number {
  const today = format(inZone(clock.now, clock.timeZone), "yyyy-MM-dd");
  return Math.round((Date.parse(`${date}T00:00Z`) - Date.parse(`${today}T00:00Z`)) / (24 * HOUR));
}

/** Whole days until or since a moment: "in 3 days", "tomorrow", "today", "5 days ago". */
export function dayDistance(at: string, clock: ViewClock): string {
  return distanceWords(daysUntil(format(inZone(at, clock.timeZone), "yyyy-MM-dd"), clock));
}

/** A calendar date in words near today, and as a date further off. */
export function dateWords(date: string, clock: ViewClock): string {
  const days = daysUntil(date, clock);
  if (Math.abs(days) <= 14) return distanceWords(days);
  return dateText(date, clock);
}

/** "12 Mar", with the year when it is not this one. */
export function dateText(date: string, clock: ViewClock): string {
  return dayText(date, new Date(clock.now), clock.timeZone);
}

function distanceWords(days: number): string {
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}
