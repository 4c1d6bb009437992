import { dateText, dateWords, daysUntil, type ViewClock } from "#components/ui/moment-words.ts";

/** A calendar date in words ("in 3 days", "12 Mar"); the date itself on hover. */
export function CalendarDate({
  date,
  clock,
  warnWhenPast = false,
}: {
  /** `YYYY-MM-DD`. */
  date: string;
  clock: ViewClock;
  /** For dates that were promises: a past one is set in the strong ink and says "overdue". */
  warnWhenPast?: boolean;
}) {
  const isPast = warnWhenPast && daysUntil(date, clock) < 0;
  return (
    <time
      dateTime={date}
      title={dateText(date, clock)}
      className={isPast ? "font-medium text-ink-strong" : undefined}
    >
      {dateWords(date, clock)}
      {isPast ? <span className="sr-only"> (overdue)</span> : null}
    </time>
  );
}
