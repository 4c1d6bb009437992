import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";

/** The moment, ISO 8601 in UTC, of a local `YYYY-MM-DDTHH:mm` in a zone. */
export function toMoment(local: string, timezone: string): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = local
    .split(/[-T:]/)
    .map(Number);
  const moment = new TZDate(year, month - 1, day, hour, minute, second, timezone);
  return new Date(moment.getTime()).toISOString();
}

/** `YYYY-MM-DDTHH:mm` in a zone: what the browser's date and time field takes. */
export function toLocal(moment: Date, timezone: string): string {
  return format(new TZDate(moment, timezone), "yyyy-MM-dd'T'HH:mm");
}

/** The first moment of a `YYYY-MM-DD` in a zone, or of a day `later` days after it. */
export function startOfDayIn(day: string, timezone: string, later = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(new TZDate(year, month - 1, date + later, timezone).getTime());
}
