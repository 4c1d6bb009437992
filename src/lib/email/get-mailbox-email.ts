import { composeEmail } from "#lib/email/compose-email.ts";
import { requireMailbox } from "#lib/email/require-mailbox.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

export type MailboxEmail = {
  to: string;
  subject: string;
  at: string;
  /** For a frame of its own: its links open outside of it. */
  html: string;
  text: string;
  headers: Record<string, string>;
};

/**
 * One mail of the local mailbox, as it would have been sent.
 *
 * @throws AppError not_found, also where there is no mailbox.
 */
export async function getMailboxEmail(id: string): Promise<MailboxEmail> {
  requireMailbox();
  const row = await db().emailMessage.findFirst({
    where: { id, status: "kept" },
    select: {
      ...{ to: true, template: true, data: true, secret: true, userId: true, workspaceId: true },
      createdAt: true,
      user: { select: { timezone: true } },
    },
  });
  if (!row) throw notFound("That mail");
  const { user, workspaceId } = row;
  const team = user ? null : await db().team.findUnique({ where: { id: workspaceId ?? "" } });
  const timezone = user?.timezone ?? team?.timezone ?? "UTC";
  const { subject, html, text, headers } = composeEmail({ ...row, timezone });
  return {
    to: row.to,
    subject,
    at: row.createdAt.toISOString(),
    html: html.replace("<head>", '<head>\n<base target="_blank">'),
    text,
    headers,
  };
}
