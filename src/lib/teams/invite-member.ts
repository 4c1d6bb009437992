import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/new-id.ts";
import { loadInvite } from "#lib/teams/invite-dto.ts";
import { inviteState } from "#lib/teams/invite-state.ts";
import { lockTeam } from "#lib/teams/lock-team.ts";
import { requireMayManage } from "#lib/teams/require-may-manage.ts";
import { requireNoMember } from "#lib/teams/require-no-member.ts";
import { type InviteDto, type InviteMemberInput, MAX_PENDING_INVITES } from "#lib/teams/schema.ts";
import { sendInvite } from "#lib/teams/send-invite.ts";

/**
 * Invites whoever has this address, and nobody else, by a mail with a link that is good once and for a
 * week. An invitation that has run out makes room for the new one.
 *
 * @throws AppError not_found, forbidden, conflict for a member, for an address with an open invitation
 * and above the number of open ones, unavailable where no ENCRYPTION_KEY is configured.
 */
export async function inviteMember(
  ctx: Context,
  teamId: string,
  { email, role }: InviteMemberInput,
): Promise<InviteDto> {
  return transaction(async (tx) => {
    const actor = await lockTeam(tx, ctx, teamId, "member.manage");
    requireMayManage(actor, role);
    await requireNoMember(tx, actor.team, email);
    await makeRoomFor(tx, ctx, teamId, email);
    const id = newId(ctx.now);
    const sent = await sendInvite(tx, ctx, actor, { id, email, role });
    await tx.teamInvite.create({
      data: { id, teamId, email, role, invitedById: ctx.user.id, createdAt: ctx.now, ...sent },
    });
    await recordAudit(tx, ctx, {
      workspaceId: teamId,
      action: "member.invited",
      targetType: "invite",
      targetId: id,
      metadata: { role },
    });
    return loadInvite(tx, id, ctx.now);
  });
}

/** Under the team's lock, so neither of the two limits can be passed by inviting twice at once. */
async function makeRoomFor(tx: Tx, ctx: Context, teamId: string, email: string): Promise<void> {
  const isOpen = { teamId, acceptedAt: null, revokedAt: null };
  const earlier = await tx.teamInvite.findFirst({
    where: { ...isOpen, email },
    select: { id: true, acceptedAt: true, revokedAt: true, expiresAt: true },
  });
  if (earlier && inviteState(earlier, ctx.now) === "pending") {
    throw new AppError(
      "conflict",
      `${email} has an open invitation already. Send that one again, or revoke it first.`,
    );
  }
  if (earlier) {
    await tx.teamInvite.update({ where: { id: earlier.id }, data: { revokedAt: ctx.now } });
  }
  const pending = await tx.teamInvite.count({
    where: { ...isOpen, expiresAt: { gt: ctx.now } },
  });
  if (pending < MAX_PENDING_INVITES) return;
  throw new AppError(
    "conflict",
    `${MAX_PENDING_INVITES} invitations are open, which is the most a team can have. Revoke those that nobody will accept.`,
  );
}
