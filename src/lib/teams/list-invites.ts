import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
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
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const rows = await db().teamInvite.findMany({
    where: {
      teamId,
      AND: [
        WHERE[status],
        after
          ? {
              OR: [
                { createdAt: { lt: new Date(after[0]) } },
                { createdAt: new Date(after[0]), id: { gt: after[1] } },
              ],
            }
          : {},
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit + 1,
    select: inviteSelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    invites: await toInvites(db(), page, ctx.now),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
