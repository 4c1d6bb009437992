import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";
import { findHeir } from "#lib/teams/find-heir.ts";
import type { FoundMember } from "#lib/teams/find-member.ts";
import { handOverBelongings } from "#lib/teams/hand-over-belongings.ts";
import { handOverDeals } from "#lib/teams/hand-over-deals.ts";
import { requireAnotherOwner } from "#lib/teams/require-another-owner.ts";
import type { RemoveMemberInput } from "#lib/teams/schema.ts";

/** Enough for somebody with some ten thousand deals: all of them change hands, or nothing happens. */
export const HAND_OVER_TIMEOUT_MS = 120_000;

/**
 * Takes somebody out of the team that the caller holds, with the fate of their deals. The row of their
 * membership goes first: whoever is assigning a deal to them holds it, and people come before deals.
 *
 * @throws AppError conflict for the last owner, invalid_input for an heir who cannot work on deals.
 */
export async function endMembership(
  tx: Tx,
  ctx: Context,
  teamId: string,
  member: FoundMember,
  { ownedTo, assignedTo }: RemoveMemberInput,
): Promise<void> {
  await requireAnotherOwner(tx, teamId, member);
  const { userId, role } = member;
  const heir = await findHeir(tx, teamId, { leaving: userId, actor: ctx.user.id });
  // Only an owner without another one has no heir, and they were stopped above.
  const ownerId = ownedTo ?? heir?.id;
  if (!ownerId) throw new Error(`Team ${teamId} has no owner.`);
  if (ownedTo) await requireSuccessor(tx, teamId, member, "ownedTo", ownedTo);
  if (assignedTo) await requireSuccessor(tx, teamId, member, "assignedTo", assignedTo);
  await tx.teamMember.delete({ where: { teamId_userId: { teamId, userId } } });
  const hasLeft = userId === ctx.user.id;
  // Whoever was put out must not come back by a link that they sent to another address of theirs.
  if (!hasLeft) {
    await tx.teamInvite.updateMany({
      where: { teamId, invitedById: userId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
  }
  await handOverBelongings(tx, { teamId, from: userId, to: ownerId });
  await handOverDeals(tx, ctx, {
    teamId,
    from: userId,
    ownedTo: ownerId,
    assignedTo: assignedTo ?? null,
  });
  await recordDomainEvents(tx, ctx, [
    {
      name: "team.member_removed",
      workspaceId: teamId,
      dealId: null,
      occurredAt: ctx.now,
      userId,
      role,
      hasLeft,
    },
  ]);
  await recordAudit(tx, ctx, {
    workspaceId: teamId,
    action: hasLeft ? "member.left" : "member.removed",
    targetType: "member",
    targetId: userId,
    metadata: { role, ownedTo: ownerId, assignedTo: assignedTo ?? null },
  });
}

async function requireSuccessor(
  tx: Tx,
  teamId: string,
  leaving: FoundMember,
  path: "ownedTo" | "assignedTo",
  userId: string,
): Promise<void> {
  if (userId === leaving.userId) throw invalid(path, "is the one who goes");
  const member = await tx.teamMember.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { role: true },
  });
  if (!member) throw invalid(path, "is not a member of this team");
  if (member.role === "viewer") throw invalid(path, "is a viewer and cannot work on deals");
}
