import type { Metadata } from "next";
import Link from "next/link";
import { MailboxFrame } from "#components/email/mailbox-frame.tsx";
import { exactMoment } from "#components/ui/moment-words.ts";
import { getMailboxEmail } from "#lib/email/get-mailbox-email.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { env } from "#lib/platform/env.ts";

export const metadata: Metadata = { title: "Mail", robots: { index: false } };

export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { to, subject, at, html, text, headers } = await orNotFound(getMailboxEmail(id));
  const rows = Object.entries(headers);
  return (
    <MailboxFrame isDemo={env().demo !== null}>
      <p className="pb-3 text-table">
        <Link href="/dev/mailbox" className="text-link">
          All mails
        </Link>
      </p>
      <h1 className="text-title font-semibold break-words">{subject}</h1>
      <p className="pb-4 text-table break-words text-ink-muted">
        To {to}, {exactMoment(at, "UTC")}
      </p>
      {/* Without scripts and without this site's rights: links open in a tab of their own. */}
      <iframe
        title={`Mail: ${subject}`}
        srcDoc={html}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        className="h-[42rem] w-full rounded-md border border-line-strong bg-surface"
      />
      <details className="mt-4">
        <summary className="text-link w-fit text-table">Text part</summary>
        <pre className="mt-2 overflow-x-auto rounded-md border border-line bg-surface p-4 font-mono text-table whitespace-pre-wrap">
          {text}
        </pre>
      </details>
      {rows.length > 0 ? (
        <details className="mt-4">
          <summary className="text-link w-fit text-table">Headers</summary>
          <dl className="mt-2 grid gap-2 rounded-md border border-line bg-surface p-4 text-table">
            {rows.map(([name, value]) => (
              <div key={name}>
                <dt className="text-ink-muted">{name}</dt>
                <dd className="font-mono break-all">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </MailboxFrame>
  );
}
