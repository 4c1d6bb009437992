import type { Metadata } from "next";
import Link from "next/link";
import { MailboxFrame } from "#components/email/mailbox-frame.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { listMailbox } from "#lib/email/list-mailbox.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { env } from "#lib/platform/env.ts";

export const metadata: Metadata = { title: "Mailbox", robots: { index: false } };

const PATH = "/dev/mailbox";

export default async function MailboxPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string | string[] }>;
}) {
  const { cursor } = await searchParams;
  const at = typeof cursor === "string" ? cursor : undefined;
  const { emails, waiting, nextCursor } = await orNotFound(listMailbox(at));
  const clock = { now: new Date().toISOString(), timeZone: "UTC" };
  return (
    <MailboxFrame isDemo={env().demo !== null}>
      <PageHeader title="Mailbox" note={waiting > 0 ? `${waiting} on the way` : null} />
      <p className="max-w-prose text-table text-ink-muted">
        Nothing is sent from here. Mails stay in this list, everybody's, so that invitations can be
        tried out. Times are in UTC.
      </p>
      {emails.length === 0 ? (
        <EmptyState title="No mail yet">
          <p>Invite somebody to a team, or let a deal get worse. The mail is here in seconds.</p>
        </EmptyState>
      ) : (
        <ul className="mt-5 divide-y divide-line border-y border-line">
          {emails.map(({ id, to, subject, at: sentAt }) => (
            <li
              key={id}
              className="relative grid gap-x-4 px-1 py-2.5 hover:bg-sunken sm:grid-cols-[1fr_auto]"
            >
              <Link
                href={`${PATH}/${id}`}
                prefetch={false}
                className="truncate font-medium text-ink-strong after:absolute after:inset-0"
              >
                {subject}
              </Link>
              <RelativeTime at={sentAt} clock={clock} className="text-table text-ink-muted" />
              <p className="truncate text-table text-ink-muted">{to}</p>
            </li>
          ))}
        </ul>
      )}
      <Pagination
        label="Pages of mails"
        firstHref={at === undefined ? null : PATH}
        nextHref={nextCursor ? `${PATH}?cursor=${encodeURIComponent(nextCursor)}` : null}
      />
    </MailboxFrame>
  );
}
