import Link from "next/link";
import { StatusMark } from "#components/integrations/status-mark.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { healthWords } from "#components/webhooks/webhook-words.ts";
import type { WebhookDto } from "#lib/webhooks/schema.ts";

/** The webhooks of a workspace, each with how it is doing and a way to its log. */
export function WebhookList({
  webhooks,
  clock,
}: {
  webhooks: readonly WebhookDto[];
  clock: ViewClock;
}) {
  return (
    <ul className="border-t border-line">
      {webhooks.map((webhook) => (
        <li key={webhook.id} className="relative border-b border-line py-3 hover:bg-sunken">
          <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <h2 className="min-w-0 grow text-body font-semibold break-words text-ink-strong">
              <Link
                href={`/settings/webhooks/${webhook.id}`}
                className="after:absolute after:inset-0 hover:underline"
              >
                {webhook.name}
              </Link>
            </h2>
            <StatusMark {...healthWords(webhook.health, clock)} />
          </div>
          <p className="truncate font-mono text-table text-ink-muted">{webhook.url}</p>
          <p className="figures text-table text-ink-muted">
            {countOfEvents(webhook)} · <Activity webhook={webhook} clock={clock} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function countOfEvents({ events }: WebhookDto): string {
  return events.length === 1 ? "1 event" : `${events.length} events`;
}

function Activity({ webhook: { health }, clock }: { webhook: WebhookDto; clock: ViewClock }) {
  const { lastAttempt, lastDay, pending } = health;
  const parts = [
    ...(lastDay.succeeded > 0 ? [`${lastDay.succeeded.toLocaleString("en")} delivered`] : []),
    ...(lastDay.dead > 0 ? [`${lastDay.dead.toLocaleString("en")} given up`] : []),
  ];
  return (
    <>
      {parts.length > 0 ? `${parts.join(", ")} in 24 hours` : "nothing in 24 hours"}
      {pending > 0 ? ` · ${pending.toLocaleString("en")} waiting` : null}
      {lastAttempt ? (
        <>
          {" · last sent "}
          <RelativeTime at={lastAttempt.at} clock={clock} />
        </>
      ) : null}
    </>
  );
}
