import type { Tx } from "#lib/platform/db.ts";
import { AppError, notFound } from "#lib/platform/errors.ts";
import { INVITABLE_ROLES } from "#lib/teams/schema.ts";
import type { Invitation } from "#lib/teams/send-invite.ts";

export type OpenInvite = Invitation & { sentAt: Date };

/**
 * An invitation of a team that the caller holds, as long as nobody has accepted or revoked it; one that
 * has run out is still open.
 *
 * @throws AppError not_found, or conflict that says what became of it.
 */
export async function findOpenInvite(tx: Tx, teamId: string, id: string): Promise<OpenInvite> {
  const invite = await tx.teamInvite.findFirst({
    where: { id, teamId },
    select: { email: true, role: true, sentAt: true, acceptedAt: true, revokedAt: true },
  });
  if (!invite) throw notFound("That invitation");
  const { email, sentAt } = invite;
  if (invite.acceptedAt) {
    throw new AppError("conflict", `The invitation of ${email} has been accepted already.`);
  }
  if (invite.revokedAt) {
    throw new AppError("conflict", `The invitation of ${email} was revoked. Invite them anew.`);
  }
  const role = INVITABLE_ROLES.find((name) => name === invite.role);
  if (!role) throw new Error(`Invitation ${id} is for the role ${invite.role}.`);
  return { id, email, role, sentAt };
}
