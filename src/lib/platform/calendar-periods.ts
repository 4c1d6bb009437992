import { TZDate } from "@date-fns/tz";
import { addMonths } from "date-fns/addMonths";
import { format } from "date-fns/format";
import { startOfDay } from "date-fns/startOfDay";
import { startOfMonth } from "date-fns/startOfMonth";
import { subDays } from "date-fns/subDays";
import { subMonths } from "date-fns/subMonths";

/** From `start` up to, not including, `end`. */
export type Period = { start: Date; end: Date };

/** The moments and days that "today", "yesterday" and "this month" mean in a time zone. */
export type Calendar = {
  today: string;
  startOfYesterday: Date;
  thisMonth: Period;
  /** As many days of the month before as have begun in this one. */
  sameDaysBefore: Period;
  lastMonth: Period;
  /** First day of the next month, as a calendar date. */
  nextMonthOn: string;
  lastMonthName: string;
  /** First days of this month and the one before, as calendar dates. */
  thisMonthOn: string;
};

export function calendarAt(now: Date, timezone: string): Calendar {
  const local = new TZDate(now, timezone);
  const month = startOfMonth(local);
  const before = subMonths(month, 1);
  const elapsed = now.getTime() - month.getTime();
  const sameEnd = Math.min(before.getTime() + elapsed, month.getTime());
  return {
    today: format(local, "yyyy-MM-dd"),
    startOfYesterday: plain(startOfDay(subDays(local, 1))),
    thisMonth: { start: plain(month), end: now },
    sameDaysBefore: { start: plain(before), end: new Date(sameEnd) },
    lastMonth: { start: plain(before), end: plain(month) },
    thisMonthOn: format(month, "yyyy-MM-dd"),
    nextMonthOn: format(addMonths(month, 1), "yyyy-MM-dd"),
    lastMonthName: format(before, "LLLL"),
  };
}

/** Without the zone, which a query's parameter must not carry. */
function plain(date: Date): Date {
  return new Date(date.getTime());
}
