import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";
import { daysUntil, type ViewClock } from "#components/ui/moment-words.ts";

export type DayGroup<T> = { date: string; label: string; items: T[] };

/** Things of one day together, in their order; days are those of the reader's zone. */
export function groupByDay<T extends { createdAt: string }>(
  items: readonly T[],
  clock: ViewClock,
): DayGroup<T>[] {
  const days = Map.groupBy(items, ({ createdAt }) =>
    format(new TZDate(Date.parse(createdAt), clock.timeZone), "yyyy-MM-dd"),
  );
  return [...days].map(([date, group]) => ({ date, label: labelOf(date, clock), items: group }));
}

function labelOf(date: string, clock: ViewClock): string {
  const days = daysUntil(date, clock);
  if (days === 0) return "Today";
  if (days === -1) return "Yesterday";
  const day = new TZDate(`${date}T00:00Z`, "UTC");
  const year = new TZDate(Date.parse(clock.now), clock.timeZone).getFullYear();
  return format(day, day.getFullYear() === year ? "EEEE d MMMM" : "EEEE d MMMM yyyy");
}
