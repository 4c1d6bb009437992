import type { z } from "zod";
import { sendEmailsKind } from "#lib/email/job-kinds.ts";
import { type EmailInput, type EmailTemplate, TEMPLATES } from "#lib/email/templates/schema.ts";
import { wakeSender } from "#lib/email/wake-sender.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { afterCommit, type Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { seal } from "#lib/platform/secret-box.ts";

type Addressed = {
  /** The address it goes to. */
  to: string;
  /** The person it is for, when they have an account: gives the time zone and the way to unsubscribe. */
  userId?: string;
  /**
   * The team or person whose records it tells of. It is not sent any more to somebody who has left that
   * team in the meantime, so news about leaving it carries none.
   */
  workspaceId?: string | null;
  /** Two causes with the same key are one mail, also when the first one was sent long ago. */
  dedupeKey?: string;
};

/** A mail that is wanted: whom it goes to, which one it is and what it is filled with. */
export type Mail = {
  [T in EmailTemplate]: Addressed & { template: T; data: EmailInput<T> } & (T extends "invite"
      ? { /** The token of the link: kept encrypted until the mail is sent. */ secret: string }
      : { secret?: never });
}[EmailTemplate];

/**
 * Asks for a mail in the transaction of its cause: it is sent exactly when the change commits, and
 * once. Nothing happens for a `dedupeKey` that is known.
 *
 * @returns the mail's id, or null when it is known.
 * @throws AppError unavailable for a mail with a secret where no ENCRYPTION_KEY is configured.
 */
export async function queueEmail(tx: Tx, mail: Mail, now: Date): Promise<string | null> {
  const [id = null] = await queueEmails(tx, [mail], now);
  return id;
}

/** The same for any number of mails, in three statements. Gives the ids of those that are new. */
export async function queueEmails(tx: Tx, mails: readonly Mail[], now: Date): Promise<string[]> {
  if (mails.length === 0) return [];
  // In one order, so that two transactions with the same keys wait for each other in a row.
  const rows = mails
    .map((mail) => toRow(mail, now))
    .sort((a, b) => compare(a.dedupeKey, b.dedupeKey));
  await insertRows(tx, "EmailMessage", rows, { skipKnown: true });
  const added = await tx.emailMessage.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    select: { id: true },
  });
  if (added.length > 0) {
    await enqueue(tx, sendEmailsKind, {});
    afterCommit(tx, wakeSender);
  }
  return added.map(({ id }) => id);
}

function toRow(mail: Mail, now: Date) {
  const schema: z.ZodType = TEMPLATES[mail.template];
  return {
    id: newId(now),
    userId: mail.userId ?? null,
    workspaceId: mail.workspaceId ?? null,
    to: mail.to,
    template: mail.template,
    data: schema.parse(mail.data),
    secret: mail.secret === undefined ? null : seal(mail.secret, "email.secret"),
    dedupeKey: mail.dedupeKey ?? null,
    status: "queued",
    attemptCount: 0,
    nextAttemptAt: now,
    createdAt: now,
  };
}

function compare(a: string | null, b: string | null): number {
  return (a ?? "") < (b ?? "") ? -1 : 1;
}
