import { exactMoment, momentWords, type ViewClock } from "#components/ui/moment-words.ts";

/** A moment in words, rendered on the server; the exact one, with its zone, on hover. */
export function RelativeTime({
  at,
  clock,
  className,
}: {
  /** ISO 8601 with offset. */
  at: string;
  clock: ViewClock;
  className?: string;
}) {
  return (
    <time dateTime={at} title={exactMoment(at, clock.timeZone)} className={className}>
      {momentWords(at, clock)}
    </time>
  );
}
