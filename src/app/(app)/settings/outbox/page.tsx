import type { Metadata } from "next";
import { retryFailedEmail } from "#app/actions/emails.ts";
import { FailedEmails } from "#components/outbox/failed-emails.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireUser } from "#lib/auth/require-user.ts";
import { listFailedEmails } from "#lib/email/list-failed-emails.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { emailState } from "#lib/platform/email-state.ts";

export const metadata: Metadata = { title: "Failed messages" };

const PATH = "/settings/outbox";
const LIMIT = 25;

/** One section for each channel; each brings its own list and its own way to send again. */
export default async function OutboxPage({
  searchParams,
}: {
  searchParams: Promise<{ emails?: string | string[] }>;
}) {
  const ctx = await requireUser();
  const { emails: cursor } = await searchParams;
  const at = typeof cursor === "string" ? { cursor } : {};
  const { emails, nextCursor } = await orNotFound(listFailedEmails(ctx, { limit: LIMIT, ...at }));
  const clock = { now: ctx.now.toISOString(), timeZone: ctx.user.timezone };
  return (
    <>
      <PageHeader title="Failed messages" />
      <p className="max-w-prose pb-6 text-body text-ink-muted">
        What Sentinel could not deliver and has given up: your own messages, and those of teams
        whose settings you may change.
      </p>
      <FailedEmails
        emails={emails}
        isOff={emailState() === "off"}
        clock={clock}
        retry={(id) => retryFailedEmail.bind(null, id)}
        firstHref={"cursor" in at ? PATH : null}
        nextHref={nextCursor ? `${PATH}?emails=${encodeURIComponent(nextCursor)}` : null}
      />
    </>
  );
}
