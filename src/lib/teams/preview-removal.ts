import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import { db } from "#lib/platform/db.ts";
import { findHeir } from "#lib/teams/find-heir.ts";
import { findMember } from "#lib/teams/find-member.ts";
import { requireMayManage } from "#lib/teams/require-may-manage.ts";
import type { RemovalDto } from "#lib/teams/schema.ts";

type Counts = {
  ownedOpen: number;
  ownedClosed: number;
  assignedOpen: number;
  assignedClosed: number;
};

/**
 * What somebody would leave behind in the team: said before they are removed, and to everybody about
 * themselves before they leave.
 *
 * @throws AppError not_found, forbidden.
 */
export async function previewRemoval(
  ctx: Context,
  teamId: string,
  userId: string,
): Promise<RemovalDto> {
  const isMe = userId === ctx.user.id;
  const actor = requireTeam(ctx, teamId, isMe ? null : "member.manage");
  const { name, role } = await findMember(db(), teamId, userId);
  if (!isMe) requireMayManage(actor, role);
  const [counts] = await db().$queryRaw<Counts[]>`
    SELECT
      count(*) FILTER (WHERE "userId" = ${userId} AND "isOpen")::int AS "ownedOpen",
      count(*) FILTER (WHERE "userId" = ${userId} AND NOT "isOpen")::int AS "ownedClosed",
      count(*) FILTER (WHERE "userId" <> ${userId} AND "isOpen")::int AS "assignedOpen",
      count(*) FILTER (WHERE "userId" <> ${userId} AND NOT "isOpen")::int AS "assignedClosed"
    FROM "Deal"
    WHERE "teamId" = ${teamId} AND "deletedAt" IS NULL
      AND ("userId" = ${userId} OR "assignedToId" = ${userId})`;
  const invites = await db().teamInvite.count({
    where: {
      teamId,
      invitedById: userId,
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: ctx.now },
    },
  });
  return {
    member: { id: userId, name, role },
    owned: { open: counts?.ownedOpen ?? 0, closed: counts?.ownedClosed ?? 0 },
    assigned: { open: counts?.assignedOpen ?? 0, closed: counts?.assignedClosed ?? 0 },
    invites,
    heir: await findHeir(db(), teamId, { leaving: userId, actor: ctx.user.id }),
  };
}
