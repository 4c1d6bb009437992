import type { Prisma } from "#generated/prisma/client.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { hashInviteToken } from "#lib/teams/invite-token.ts";

const select = {
  id: true,
  teamId: true,
  email: true,
  role: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
  team: { select: { id: true, name: true, timezone: true, currency: true } },
  invitedBy: { select: { name: true } },
} satisfies Prisma.TeamInviteSelect;

export type FoundInvite = Prisma.TeamInviteGetPayload<{ select: typeof select }>;

/** @throws AppError not_found for a token that is nobody's, or was replaced when it was sent again. */
export async function findInvite(client: DbOrTx, token: string): Promise<FoundInvite> {
  const invite = await client.teamInvite.findUnique({
    where: { tokenHash: hashInviteToken(token) },
    select,
  });
  if (!invite) throw notFound("That invitation");
  return invite;
}
