import { subjectOf } from "#lib/email/compose-email.ts";
import { requireMailbox } from "#lib/email/require-mailbox.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";

const PAGE_LENGTH = 50;

export type MailboxEntry = { id: string; to: string; subject: string; at: string };

/**
 * The mails that a demo keeps instead of sending them, newest first: everybody's, because most are for
 * people who cannot sign in yet.
 *
 * @throws AppError not_found where there is no mailbox; malformed_request for a broken cursor.
 */
export async function listMailbox(
  cursor?: string,
): Promise<{ emails: MailboxEntry[]; waiting: number; nextCursor: string | null }> {
  requireMailbox();
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const createdAt = after && new Date(after[0]);
  const rows = await db().emailMessage.findMany({
    where: {
      status: "kept",
      ...(after && createdAt
        ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: after[1] } }] }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE_LENGTH + 1,
    select: { id: true, to: true, template: true, data: true, createdAt: true },
  });
  const page = rows.slice(0, PAGE_LENGTH);
  const last = page.at(-1);
  return {
    emails: page.map((row) => ({
      id: row.id,
      to: row.to,
      subject: subjectOf(row),
      at: row.createdAt.toISOString(),
    })),
    waiting: await db().emailMessage.count({ where: { status: "queued" } }),
    nextCursor:
      rows.length > PAGE_LENGTH && last
        ? encodeCursor([last.createdAt.toISOString(), last.id])
        : null,
  };
}
