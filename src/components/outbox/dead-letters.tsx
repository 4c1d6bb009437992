import type { ReactNode } from "react";
import { RetryForm } from "#components/outbox/retry-form.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Section } from "#components/ui/section.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** A message that was given up. */
export type DeadLetter = {
  id: string;
  /** What it says: "Acme renewal is now High". */
  what: string;
  /** Where it was to go: an address, an endpoint, a channel. */
  to: string;
  error: string;
  attempts: number;
  at: string;
};

/** Messages of one channel that were given up, each with why, and a way to send it again. */
export function DeadLetters({
  id,
  title,
  none,
  letters,
  clock,
  retry,
  footer,
}: {
  id: string;
  title: string;
  /** What is said when there is none: "Every mail was sent." */
  none: string;
  letters: readonly DeadLetter[];
  clock: ViewClock;
  /** The Server Action that sends one again, bound to its id. */
  retry: (id: string) => FormAction;
  /** Pagination, where the list goes on. */
  footer?: ReactNode;
}) {
  return (
    <Section id={id} title={title} className="pb-10">
      {letters.length === 0 ? (
        <p className="py-3 text-table text-ink-muted">{none}</p>
      ) : (
        <ul>
          {letters.map((letter) => (
            <li
              key={letter.id}
              className="grid gap-x-6 gap-y-2 border-b border-line py-3 sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <div className="min-w-0">
                <p className="font-medium break-words text-ink-strong">{letter.what}</p>
                <p className="text-table break-words text-ink-muted">
                  {letter.to} · <RelativeTime at={letter.at} clock={clock} />
                  {letter.attempts > 1 ? ` · ${letter.attempts} tries` : null}
                </p>
                <p className="max-w-prose text-table break-words">{letter.error}</p>
              </div>
              <RetryForm action={retry(letter.id)} what={letter.what} />
            </li>
          ))}
        </ul>
      )}
      {footer}
    </Section>
  );
}
