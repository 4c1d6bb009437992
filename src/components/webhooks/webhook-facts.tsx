import type { ReactNode } from "react";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { answerWords } from "#components/webhooks/webhook-words.ts";
import type { WebhookDto } from "#lib/webhooks/schema.ts";

/** What is known about a webhook, its secret aside. */
export function WebhookFacts({ webhook, clock }: { webhook: WebhookDto; clock: ViewClock }) {
  const { health } = webhook;
  const { lastAttempt, lastDay, pending } = health;
  return (
    <dl className="grid gap-x-6 gap-y-2 text-table sm:grid-cols-[8rem_minmax(0,1fr)]">
      <Fact label="Address">
        <span className="font-mono break-all">{webhook.url}</span>
      </Fact>
      <Fact label="Events">
        <span className="font-mono">{webhook.events.join(", ")}</span>
      </Fact>
      <Fact label="Last 24 hours">
        {lastDay.succeeded.toLocaleString("en")} delivered, {lastDay.dead.toLocaleString("en")}{" "}
        given up, {pending.toLocaleString("en")} waiting
      </Fact>
      {lastAttempt ? (
        <Fact label="Last attempt">
          {answerWords(lastAttempt)}, <RelativeTime at={lastAttempt.at} clock={clock} />
        </Fact>
      ) : null}
      {webhook.previousSecretValidUntil ? (
        <Fact label="Secret">
          The old one signs too until{" "}
          <RelativeTime at={webhook.previousSecretValidUntil} clock={clock} />
        </Fact>
      ) : null}
      <Fact label="Added">
        <RelativeTime at={webhook.createdAt} clock={clock} />
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-muted">{label}</dt>
      <dd className="min-w-0 max-sm:pb-1">{children}</dd>
    </div>
  );
}
