import type { Prisma } from "#generated/prisma/client.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import { inviteState } from "#lib/teams/invite-state.ts";
import type { InviteDto } from "#lib/teams/schema.ts";
import { inviteMailKey } from "#lib/teams/send-invite.ts";

export const inviteSelect = {
  id: true,
  email: true,
  role: true,
  createdAt: true,
  sentAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
  invitedBy: { select: { id: true, name: true } },
} satisfies Prisma.TeamInviteSelect;

type InviteRow = Prisma.TeamInviteGetPayload<{ select: typeof inviteSelect }>;

/** Invitations as callers see them, with what became of their latest mail, by one statement. */
export async function toInvites(
  client: DbOrTx,
  rows: readonly InviteRow[],
  now: Date,
): Promise<InviteDto[]> {
  const keyOf = ({ id, sentAt }: InviteRow) => inviteMailKey(id, sentAt);
  const mails = await client.emailMessage.findMany({
    where: { dedupeKey: { in: rows.map(keyOf) } },
    select: { dedupeKey: true, status: true, error: true },
  });
  const mailByKey = new Map(mails.map(({ dedupeKey, ...mail }) => [dedupeKey, mail]));
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    state: inviteState(row, now),
    invitedBy: row.invitedBy,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    mail: mailByKey.get(keyOf(row)) ?? null,
  }));
}

/** One invitation that the caller has just written. */
export async function loadInvite(client: DbOrTx, id: string, now: Date): Promise<InviteDto> {
  const row = await client.teamInvite.findUniqueOrThrow({ where: { id }, select: inviteSelect });
  const [invite] = await toInvites(client, [row], now);
  if (!invite) throw new Error(`Invitation ${id} was read and not given back.`);
  return invite;
}
