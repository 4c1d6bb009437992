import { db } from "#lib/platform/db.ts";
import { findInvite } from "#lib/teams/find-invite.ts";
import { judgeInvite, type Visitor } from "#lib/teams/judge-invite.ts";
import { maskEmail } from "#lib/teams/mask-email.ts";
import type { InviteViewDto } from "#lib/teams/schema.ts";

/**
 * What the link of an invitation says to whoever holds it: the token is the key, so a session is not
 * needed.
 *
 * @throws AppError not_found for a link that is broken or was replaced by a newer one.
 */
export async function getInvite(visitor: Visitor, token: string): Promise<InviteViewDto> {
  const invite = await findInvite(db(), token);
  const verdict = await judgeInvite(db(), visitor, invite);
  // Held by the addressee, as far as anybody can tell, unless they have signed in as somebody else.
  const isTheirs = verdict === "open" || verdict === "signed_out";
  return {
    verdict,
    team: { id: invite.team.id, name: invite.team.name },
    role: invite.role,
    invitedBy: invite.invitedBy?.name ?? null,
    email: isTheirs ? invite.email : maskEmail(invite.email),
    expiresAt: invite.expiresAt.toISOString(),
  };
}
