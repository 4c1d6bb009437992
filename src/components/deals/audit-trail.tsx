import { ArrowRight } from "lucide-react";
import { type TrailChange, trailWords } from "#components/deals/trail-words.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { TimelineEntryDto } from "#lib/deals/timeline-schema.ts";

/** Who did what to the deal, before and after, latest first. */
export function AuditTrail({
  entries,
  currency,
  clock,
}: {
  entries: readonly TimelineEntryDto[];
  /** Of the deal: amounts in the trail are given in it. */
  currency: string;
  clock: ViewClock;
}) {
  return (
    <ol>
      {entries.map((entry) => {
        const { what, changes, note } = trailWords(entry, { clock, currency });
        return (
          <li
            key={entry.id}
            className="flex items-baseline gap-3 border-b border-line py-2 text-table"
          >
            <div className="min-w-0 grow">
              <p>
                <span className="font-medium text-ink-strong">{entry.actor.name}</span> {what}
              </p>
              {changes.length > 0 ? <Changes changes={changes} /> : null}
              {note ? (
                <p className="max-w-prose break-words whitespace-pre-line text-ink-muted">{note}</p>
              ) : null}
            </div>
            <RelativeTime
              at={entry.occurredAt}
              clock={clock}
              className="figures shrink-0 text-label text-ink-muted"
            />
          </li>
        );
      })}
    </ol>
  );
}

function Changes({ changes }: { changes: readonly TrailChange[] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {changes.map(({ label, from, to }) => (
        <div key={label} className="contents">
          <dt className="text-ink-muted">{label}</dt>
          <dd className="break-words">
            {from === null ? null : (
              <>
                <span className="text-ink-muted">{from}</span>{" "}
                <ArrowRight
                  role="img"
                  aria-label="to"
                  strokeWidth={1.5}
                  className="inline size-3 text-ink-muted"
                />{" "}
              </>
            )}
            {to ?? <span className="text-ink-muted">none</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
