import Link from "next/link";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { UpcomingMeeting } from "#lib/analytics/upcoming-meetings.ts";

/** When, what, and for which deal. */
export function UpcomingMeetings({
  meetings,
  clock,
}: {
  meetings: readonly UpcomingMeeting[];
  clock: ViewClock;
}) {
  if (meetings.length === 0) {
    return (
      <p className="pt-3 text-body text-ink-muted">
        No meeting is planned. Meetings logged on deals appear here.
      </p>
    );
  }
  return (
    <ul>
      {meetings.map(({ id, title, startsAt, deal }) => (
        <li key={id} className="flex items-baseline gap-3 border-b border-line py-2 text-table">
          <p className="min-w-0 grow">
            <span className="text-ink-strong">{title}</span>
            {deal ? (
              <>
                {" "}
                <Link href={`/deals/${deal.id}`} prefetch={false} className="text-link">
                  {deal.name}
                </Link>
              </>
            ) : null}
          </p>
          <RelativeTime
            at={startsAt}
            clock={clock}
            className="figures shrink-0 text-label text-ink-muted"
          />
        </li>
      ))}
    </ul>
  );
}
