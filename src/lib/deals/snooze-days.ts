import { TZDate } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { addYears } from "date-fns/addYears";
import { format } from "date-fns/format";
import type { DealDto } from "#lib/deals/schema.ts";
import { toLocal } from "#lib/platform/local-time.ts";

/** Offered to whoever has no better day. */
const OFFERED_DAYS = 7;

/** The first and the last day, in that zone, until which a deal can be snoozed, and one in between. */
export function snoozeDays(
  now: Date,
  timezone: string,
): { first: string; last: string; offered: string } {
  const today = new TZDate(now, timezone);
  const day = (date: Date) => format(date, "yyyy-MM-dd");
  return {
    first: day(addDays(today, 1)),
    last: day(addYears(today, 1)),
    offered: day(addDays(today, OFFERED_DAYS)),
  };
}

/** The day until which a deal is snoozed, in that zone; null for one that is awake by `now`. */
export function snoozedUntilDay(
  { snoozedUntil }: Pick<DealDto, "snoozedUntil">,
  now: Date,
  timezone: string,
): string | null {
  if (!snoozedUntil || Date.parse(snoozedUntil) <= now.getTime()) return null;
  return toLocal(new Date(snoozedUntil), timezone).slice(0, 10);
}
