import { MeetingLinkForm } from "#components/meetings/meeting-link-form.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { exactMoment, type ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { FormAction } from "#lib/http/form-state.ts";
import type { MeetingDto } from "#lib/meetings/schema.ts";

/** The meetings of a deal and those that may be about it, each with the reason for which it is here. */
export function DealMeetings({
  dealId,
  meetings,
  clock,
  canLink,
  confirm,
  unlink,
}: {
  dealId: string;
  meetings: readonly MeetingDto[];
  clock: ViewClock;
  canLink: boolean;
  /** Says that a meeting is about this deal, and that it is not. */
  confirm: (meetingId: string) => FormAction;
  unlink: (meetingId: string) => FormAction;
}) {
  if (meetings.length === 0) {
    return (
      <p className="py-3 text-table text-ink-muted">
        No meeting is known. One from a connected calendar appears here when its title, its guests
        or its description name this deal.
      </p>
    );
  }
  return (
    <ul>
      {meetings.map((meeting) => {
        const { id, title, startsAt, status, linkReason, suggestions, source } = meeting;
        const suggestion = suggestions.find((candidate) => candidate.dealId === dealId);
        const isSuggested = meeting.dealId !== dealId && suggestion !== undefined;
        const reason = isSuggested ? suggestion.reason : linkReason;
        return (
          <li key={id} className="grid gap-1 border-b border-line py-2 text-table">
            <div className="flex items-baseline gap-2">
              <p
                className={
                  status === "cancelled"
                    ? "min-w-0 grow break-words text-ink-muted line-through"
                    : "min-w-0 grow font-medium break-words text-ink-strong"
                }
              >
                {title}
              </p>
              {status === "cancelled" ? <Badge>cancelled</Badge> : null}
              {isSuggested ? <Badge>suggested</Badge> : null}
              <RelativeTime
                at={startsAt}
                clock={clock}
                className="figures shrink-0 text-label text-ink-muted"
              />
            </div>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <p className="min-w-0 grow text-label text-ink-muted">
                {[reason, source === "manual" ? "kept in Sentinel alone" : null]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              {canLink ? (
                <MeetingLinkForm
                  title={`${title}, ${exactMoment(startsAt, clock.timeZone)}`}
                  confirm={isSuggested ? confirm(id) : null}
                  remove={unlink(id)}
                />
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
