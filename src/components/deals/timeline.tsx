import {
  ArrowDownLeft,
  ArrowUpRight,
  CalendarCheck,
  CalendarPlus,
  FileText,
  GitCommitVertical,
  type LucideIcon,
  MessageSquare,
  Phone,
  Swords,
} from "lucide-react";
import { eventNote, eventWords } from "#components/deals/event-words.ts";
import { sourceLabel } from "#components/deals/source-labels.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { isTouchpointType, type TouchpointType } from "#lib/deals/event-types.ts";
import type { DealEventDto } from "#lib/deals/schema.ts";

const ICONS: Record<TouchpointType, LucideIcon> = {
  email_sent: ArrowUpRight,
  email_received: ArrowDownLeft,
  call: Phone,
  meeting_scheduled: CalendarPlus,
  meeting_held: CalendarCheck,
  note: FileText,
  proposal_sent: ArrowUpRight,
  competitor_mentioned: Swords,
  other: MessageSquare,
};

/** What Sentinel itself recorded; only other origins are worth naming. */
const OWN_SOURCES: ReadonlySet<string> = new Set(["manual", "system"]);

/** What happened on the deal, newest first. Contact stands out; changes of the record step back. */
export function Timeline({ events, clock }: { events: readonly DealEventDto[]; clock: ViewClock }) {
  return (
    <ol>
      {events.map((event) => (
        <TimelineEntry key={event.id} event={event} clock={clock} />
      ))}
    </ol>
  );
}

function TimelineEntry({ event, clock }: { event: DealEventDto; clock: ViewClock }) {
  const isTouchpoint = isTouchpointType(event.type);
  const Icon = isTouchpointType(event.type) ? ICONS[event.type] : GitCommitVertical;
  const note = eventNote(event.payload);
  return (
    <li className="flex gap-2.5 border-b border-line py-2">
      <Icon aria-hidden strokeWidth={1.5} className="mt-0.5 size-4 shrink-0 text-ink-muted" />
      <div className="min-w-0 grow">
        <p className={isTouchpoint ? "text-table font-medium text-ink-strong" : "text-table"}>
          {eventWords(event, clock)}
          {OWN_SOURCES.has(event.source) ? null : (
            <span className="font-normal text-ink-muted"> · {sourceLabel(event.source)}</span>
          )}
        </p>
        {note ? (
          <p className="max-w-prose text-table break-words whitespace-pre-line">{note}</p>
        ) : null}
      </div>
      <RelativeTime
        at={event.occurredAt}
        clock={clock}
        className="figures shrink-0 text-label leading-5 text-ink-muted"
      />
    </li>
  );
}
