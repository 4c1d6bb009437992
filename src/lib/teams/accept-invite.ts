import type { Context } from "#lib/access/context.ts";
import type { Role } from "#lib/access/policy.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { AppError, forbidden } from "#lib/platform/errors.ts";
import { type FoundInvite, findInvite } from "#lib/teams/find-invite.ts";
import { judgeInvite } from "#lib/teams/judge-invite.ts";
import { holdTeam } from "#lib/teams/lock-team.ts";
import { maskEmail } from "#lib/teams/mask-email.ts";
import type { InviteVerdict } from "#lib/teams/schema.ts";

/**
 * Makes the actor a member of the team that invited them. Accepting, sending again and revoking all
 * take the team first, so of several at once one wins and the others are told.
 *
 * @throws AppError not_found for a link that is broken or was replaced, forbidden for somebody else's,
 * conflict for one that was used or revoked, has expired or leads where the actor is already.
 */
export async function acceptInvite(
  ctx: Context,
  token: string,
): Promise<{ team: { id: string; name: string }; role: Role }> {
  const { teamId } = await findInvite(db(), token);
  return transaction(async (tx) => {
    await holdTeam(tx, teamId);
    const invite = await findInvite(tx, token);
    const { id, role, team } = invite;
    requireOpen(ctx, invite, await judgeInvite(tx, ctx, invite));
    await tx.teamInvite.update({ where: { id }, data: { acceptedAt: ctx.now } });
    await tx.teamMember.create({
      data: { teamId, userId: ctx.user.id, role, createdAt: ctx.now },
    });
    await recordDomainEvents(tx, ctx, [
      {
        name: "team.member_added",
        workspaceId: teamId,
        dealId: null,
        occurredAt: ctx.now,
        userId: ctx.user.id,
        role,
      },
    ]);
    await recordAudit(tx, ctx, {
      workspaceId: teamId,
      action: "member.joined",
      targetType: "invite",
      targetId: id,
      metadata: { role },
    });
    return { team: { id: team.id, name: team.name }, role };
  });
}

function requireOpen(ctx: Context, { email, team }: FoundInvite, verdict: InviteVerdict): void {
  switch (verdict) {
    case "open":
      return;
    case "wrong_person":
    case "signed_out":
      throw forbidden(
        `You may not use this invitation: it is for ${maskEmail(email)}, and you are signed in as ${ctx.user.email}.`,
      );
    case "member":
      throw new AppError("conflict", `You are in ${team.name} already.`);
    case "used":
      throw new AppError("conflict", "This invitation has been used already.");
    case "revoked":
      throw new AppError("conflict", "This invitation was withdrawn. Ask for a new one.");
    case "expired":
      throw new AppError("conflict", "This invitation has expired. Ask for a new one.");
  }
}
