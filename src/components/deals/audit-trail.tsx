import { ArrowRight, ChevronRight } from "lucide-react";
import { type TrailChange, trailWords } from "#components/deals/trail-words.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { TimelineEntryDto } from "#lib/deals/timeline-schema.ts";

/** Who did what to the deal, before and after, latest first; folded away until somebody asks. */
export function AuditTrail({
  entries,
  nextCursor,
  currency,
  clock,
  isOpen,
  path,
}: {
  entries: readonly TimelineEntryDto[];
  nextCursor: string | null;
  /** Of the deal: amounts in the trail are given in it. */
  currency: string;
  clock: ViewClock;
  /** True on every page of it but the first, which is reached by asking for more. */
  isOpen: boolean;
  /** Of the deal's page. */
  path: string;
}) {
  return (
    <details open={isOpen} className="group/trail">
      <summary className="inline-flex min-h-9 list-none items-center gap-1 text-table text-ink-muted hover:text-ink-strong touch:min-h-11">
        <ChevronRight
          aria-hidden
          strokeWidth={1.5}
          className="size-3.5 transition-transform group-open/trail:rotate-90"
        />
        Who changed what, before and after
      </summary>
      <ol>
        {entries.map((entry) => (
          <TrailEntry key={entry.id} entry={entry} currency={currency} clock={clock} />
        ))}
      </ol>
      <Pagination
        label="Pages of the audit trail"
        firstHref={isOpen ? `${path}#trail` : null}
        nextHref={nextCursor ? `${path}?trail=${encodeURIComponent(nextCursor)}#trail` : null}
      />
    </details>
  );
}

function TrailEntry({
  entry,
  currency,
  clock,
}: {
  entry: TimelineEntryDto;
  currency: string;
  clock: ViewClock;
}) {
  const { what, changes, note } = trailWords(entry, { clock, currency });
  return (
    <li className="flex items-baseline gap-3 border-b border-line py-2 text-table">
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
