import { Badge } from "#components/ui/badge.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { LogEntry } from "#lib/integrations/list-log.ts";
import { PROVIDER_LABELS, type ProviderKey } from "#lib/integrations/schema.ts";

/** What the integrations have done, newest first. */
export function IntegrationLog({
  entries,
  clock,
  showProvider,
}: {
  entries: readonly LogEntry[];
  clock: ViewClock;
  showProvider: boolean;
}) {
  return (
    <ol>
      {entries.map(({ id, integration, status, message, createdAt }) => (
        <li
          key={id}
          className="flex flex-wrap gap-x-3 gap-y-1 border-b border-line py-2 text-table"
        >
          {showProvider ? (
            <span className="w-32 shrink-0 font-medium">
              {PROVIDER_LABELS[integration as ProviderKey] ?? integration}
            </span>
          ) : null}
          <p className="min-w-0 grow basis-64 break-words">
            {status === "success" ? null : <Badge>{status}</Badge>} {message}
          </p>
          <RelativeTime at={createdAt} clock={clock} className="figures shrink-0 text-ink-muted" />
        </li>
      ))}
    </ol>
  );
}
