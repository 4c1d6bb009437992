import { auditWords } from "#components/audit/audit-words.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AuditEntryDto } from "#lib/audit/schema.ts";

/** Who did what, latest first, with the place of each entry in its chain. */
export function AuditList({
  entries,
  clock,
}: {
  entries: readonly AuditEntryDto[];
  clock: ViewClock;
}) {
  return (
    <ol className="border-t border-line-strong">
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="flex items-baseline gap-3 border-b border-line py-2 text-table"
        >
          <p className="min-w-0 grow break-words">
            <span className="font-medium text-ink-strong">{entry.actor.name}</span>{" "}
            {auditWords(entry)}
          </p>
          <span
            className="figures shrink-0 text-label text-ink-muted max-sm:sr-only"
            title={`Place in the chain; hash ${entry.hash}`}
          >
            #{entry.place}
          </span>
          <RelativeTime
            at={entry.occurredAt}
            clock={clock}
            className="figures shrink-0 text-right sm:w-28 text-label text-ink-muted"
          />
        </li>
      ))}
    </ol>
  );
}
