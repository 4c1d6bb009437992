import type { Context } from "#lib/access/context.ts";
import { subjectOf } from "#lib/email/compose-email.ts";
import { emailScope } from "#lib/email/email-scope.ts";
import type { FailedEmailDto, ListFailedEmailsInput } from "#lib/email/schema.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";

/**
 * The mails that were given up, newest first, among those that the actor may look after.
 *
 * @throws AppError malformed_request for a cursor of another list.
 */
export async function listFailedEmails(
  ctx: Context,
  { limit, cursor }: ListFailedEmailsInput,
): Promise<{ emails: FailedEmailDto[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const createdAt = after && new Date(after[0]);
  const rows = await db().emailMessage.findMany({
    where: {
      status: "failed",
      AND: [
        emailScope(ctx),
        after && createdAt
          ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: after[1] } }] }
          : {},
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: {
      ...{ id: true, to: true, template: true, data: true, error: true, attemptCount: true },
      ...{ workspaceId: true, createdAt: true },
    },
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    emails: page.map((row) => ({
      id: row.id,
      to: row.to,
      subject: subjectOf(row),
      template: row.template,
      error: row.error ?? "",
      attempts: row.attemptCount,
      workspaceId: row.workspaceId,
      createdAt: row.createdAt.toISOString(),
    })),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
