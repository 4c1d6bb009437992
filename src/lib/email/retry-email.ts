import type { Context } from "#lib/access/context.ts";
import { emailScope } from "#lib/email/email-scope.ts";
import { sendEmailsKind } from "#lib/email/job-kinds.ts";
import { TEMPLATES } from "#lib/email/templates/schema.ts";
import { wakeSender } from "#lib/email/wake-sender.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { afterCommit, type Tx, transaction } from "#lib/platform/db.ts";
import { AppError, notFound } from "#lib/platform/errors.ts";

/**
 * Has a mail that was given up sent again, under the same key as before.
 *
 * @throws AppError not_found; conflict when it is not given up any more, or is an invitation whose link
 * is worthless by now.
 */
export async function retryEmail(ctx: Context, id: string): Promise<void> {
  await transaction(async (tx) => {
    const email = await tx.emailMessage.findFirst({
      where: { id, AND: [emailScope(ctx)] },
      select: { template: true, data: true },
    });
    if (!email) throw notFound("That mail");
    if (email.template === "invite") await requireOpenInvite(tx, email.data, ctx.now);
    const { count } = await tx.emailMessage.updateMany({
      where: { id, status: "failed", AND: [emailScope(ctx)] },
      data: { status: "queued", attemptCount: 0, nextAttemptAt: ctx.now, error: null },
    });
    if (count === 0) {
      throw new AppError("conflict", "That mail is not among the failed ones any more.");
    }
    await enqueue(tx, sendEmailsKind, {});
    afterCommit(tx, wakeSender);
  });
}

/** The link in the mail is good as long as its invitation is, and was not sent again since. */
async function requireOpenInvite(tx: Tx, data: unknown, now: Date): Promise<void> {
  const mail = TEMPLATES.invite.safeParse(data).data;
  const expiresAt = new Date(mail?.expiresAt ?? 0);
  const invite =
    expiresAt > now &&
    (await tx.teamInvite.findFirst({
      where: { id: mail?.inviteId ?? "", expiresAt, acceptedAt: null, revokedAt: null },
      select: { id: true },
    }));
  if (invite) return;
  throw new AppError(
    "conflict",
    "The link in that mail does not work any more. Send the invitation again from Settings → Team.",
  );
}
