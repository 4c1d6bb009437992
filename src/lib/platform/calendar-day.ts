import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";

/** A date column as the day it stands for, `YYYY-MM-DD`: Prisma reads it as midnight UTC. */
export function toDay(date: Date | null): string | null {
  return date ? date.toISOString().slice(0, 10) : null;
}

/** The other way: the value a date column takes. */
export function fromDay(day: string | null): Date | null {
  return day ? new Date(`${day}T00:00:00Z`) : null;
}

/** A day as people read it: "12 Mar", with the year when it is not that of `now` in the zone. */
export function dayText(day: string, now: Date, timeZone: string): string {
  const date = new TZDate(`${day}T00:00Z`, "UTC");
  const isThisYear = date.getFullYear() === new TZDate(now, timeZone).getFullYear();
  return format(date, isThisYear ? "d MMM" : "d MMM yyyy");
}
