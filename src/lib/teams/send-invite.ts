import type { Context, Membership } from "#lib/access/context.ts";
import { queueEmail } from "#lib/email/queue-email.ts";
import type { Tx } from "#lib/platform/db.ts";
import { newInviteToken } from "#lib/teams/invite-token.ts";
import { type INVITABLE_ROLES, INVITE_DAYS } from "#lib/teams/schema.ts";

const DAY_MS = 86_400_000;

export type Invitation = {
  id: string;
  email: string;
  role: (typeof INVITABLE_ROLES)[number];
};

/**
 * Asks for the mail of an invitation and gives what its row has to say: the digest of the token in the
 * link, which makes every link sent before worthless, and until when it is good.
 *
 * @throws AppError unavailable where no ENCRYPTION_KEY is configured: the token waits for the mail.
 */
export async function sendInvite(
  tx: Tx,
  ctx: Context,
  { team }: Membership,
  { id, email, role }: Invitation,
): Promise<{ tokenHash: string; sentAt: Date; expiresAt: Date }> {
  const { token, tokenHash } = newInviteToken();
  const expiresAt = new Date(ctx.now.getTime() + INVITE_DAYS * DAY_MS);
  await queueEmail(
    tx,
    {
      template: "invite",
      to: email,
      workspaceId: team.id,
      data: {
        inviteId: id,
        teamName: team.name,
        inviterName: ctx.user.name,
        role,
        expiresAt: expiresAt.toISOString(),
      },
      secret: token,
      dedupeKey: inviteMailKey(id, ctx.now),
    },
    ctx.now,
  );
  return { tokenHash, sentAt: ctx.now, expiresAt };
}

/** Finds the mail of one sending again. */
export function inviteMailKey(inviteId: string, sentAt: Date): string {
  return `invite:${inviteId}:${sentAt.getTime()}`;
}

/** A mail that still waits would bring a link that is worthless by now. */
export async function dropInviteMail(
  tx: Tx,
  { id, sentAt }: { id: string; sentAt: Date },
): Promise<void> {
  await tx.emailMessage.updateMany({
    where: { dedupeKey: inviteMailKey(id, sentAt), status: "queued" },
    data: { status: "dropped", nextAttemptAt: null, secret: null },
  });
}
