import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import { db } from "#lib/platform/db.ts";
import { newestFirst } from "#lib/platform/newest-first.ts";
import { inviteSelect, toInvites } from "#lib/teams/invite-dto.ts";
import type { InviteDto, InviteStatus } from "#lib/teams/schema.ts";

const WHERE: Record<InviteStatus, Prisma.TeamInviteWhereInput> = {
  all: {},
  open: { acceptedAt: null, revokedAt: null },
  closed: { OR: [{ acceptedAt: { not: null } }, { revokedAt: { not: null } }] },
};

export type InvitePage = { invites: InviteDto[]; nextCursor: string | null };

/**
 * The invitations of a team, newest first, a page at a time: for those who manage its people.
 *
 * @throws AppError not_found, forbidden, or malformed_request for a cursor of another list.
 */
export async function listInvites(
  ctx: Context,
  teamId: string,
  { limit, cursor, status }: { limit: number; cursor?: string | undefined; status: InviteStatus },
): Promise<InvitePage> {
  requireTeam(ctx, teamId, "member.manage");
  const { after, orderBy, take, pageOf } = newestFirst({ limit, cursor });
  const rows = await db().teamInvite.findMany({
    where: {
      teamId,
      AND: [WHERE[status], after],
    },
    orderBy,
    take,
    select: inviteSelect,
  });
  const { page, nextCursor } = pageOf(rows);
  return {
    invites: await toInvites(db(), page, ctx.now),
    nextCursor,
  };
}
