import type { ReactNode } from "react";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { answerWords } from "#components/webhooks/webhook-words.ts";
import type { AttemptDto } from "#lib/webhooks/schema.ts";

/** Every attempt of a delivery: what was sent, what came back, how long it took. */
export function AttemptList({
  attempts,
  clock,
}: {
  attempts: readonly AttemptDto[];
  clock: ViewClock;
}) {
  return (
    <ol className="divide-y divide-line">
      {attempts.map((attempt, index) => (
        <li key={attempt.number}>
          <details open={index === 0} className="py-2">
            <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1 text-body">
              <span className="font-medium text-ink-strong">Attempt {attempt.number}</span>
              <span className={isSuccess(attempt) ? undefined : "text-danger"}>
                {answerWords(attempt)}
              </span>
              <RelativeTime
                at={attempt.at}
                clock={clock}
                className="ml-auto text-table text-ink-muted"
              />
            </summary>
            <div className="grid gap-3 pt-2 pb-3 lg:grid-cols-2">
              <Part title="Request">
                {attempt.request.method} {attempt.request.url}
                {Object.entries(attempt.request.headers).map(
                  ([name, value]) => `\n${name}: ${value}`,
                )}
              </Part>
              <Part title="Response">
                {attempt.statusCode === null
                  ? (attempt.error ?? "No answer")
                  : `HTTP ${attempt.statusCode}\n\n${attempt.response || "(empty)"}`}
              </Part>
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

function isSuccess({ statusCode }: AttemptDto): boolean {
  return statusCode !== null && statusCode >= 200 && statusCode < 300;
}

/** Text as it went over the wire; long lines break anywhere. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="pb-1 text-label font-medium text-ink-muted">{title}</h3>
      <pre className="max-h-96 overflow-y-auto rounded-md bg-sunken p-3 font-mono text-label break-all whitespace-pre-wrap">
        {children}
      </pre>
    </div>
  );
}
