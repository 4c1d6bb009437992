import { DeadLetters } from "#components/outbox/dead-letters.tsx";
import { Alert } from "#components/ui/alert.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import type { FailedEmailDto } from "#lib/email/schema.ts";
import type { FormAction } from "#lib/http/form-state.ts";

/** The mails that were given up. */
export function FailedEmails({
  emails,
  isOff,
  clock,
  retry,
  firstHref,
  nextHref,
}: {
  emails: readonly FailedEmailDto[];
  /** This installation sends no mail at all. */
  isOff: boolean;
  clock: ViewClock;
  retry: (id: string) => FormAction;
  firstHref: string | null;
  nextHref: string | null;
}) {
  return (
    <>
      {isOff ? (
        <div className="max-w-prose pb-5">
          <Alert tone="error" title="E-mail is not configured">
            <p>
              Nothing is sent until whoever runs this installation sets RESEND_API_KEY and
              RESEND_FROM_EMAIL. What failed until then can be sent from here.
            </p>
          </Alert>
        </div>
      ) : null}
      <DeadLetters
        id="failed-emails"
        title="E-mail"
        none="No mail was given up."
        letters={emails.map(({ id, subject, to, error, attempts, createdAt }) => ({
          ...{ id, to, error, attempts },
          what: subject,
          at: createdAt,
        }))}
        clock={clock}
        retry={retry}
        footer={<Pagination label="Pages of mails" firstHref={firstHref} nextHref={nextHref} />}
      />
    </>
  );
}
