import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { transaction } from "#lib/platform/db.ts";
import { findOpenInvite } from "#lib/teams/find-open-invite.ts";
import { lockTeam } from "#lib/teams/lock-team.ts";
import { requireMayManage } from "#lib/teams/require-may-manage.ts";
import { dropInviteMail } from "#lib/teams/send-invite.ts";

/**
 * Makes the link of an invitation worthless. Whoever is just accepting it is faster or too late: both
 * take the team.
 *
 * @throws AppError not_found, forbidden, or conflict when it was accepted or revoked already.
 */
export async function revokeInvite(ctx: Context, teamId: string, inviteId: string): Promise<void> {
  await transaction(async (tx) => {
    const actor = await lockTeam(tx, ctx, teamId, "member.manage");
    const invite = await findOpenInvite(tx, teamId, inviteId);
    requireMayManage(actor, invite.role);
    await dropInviteMail(tx, invite);
    await tx.teamInvite.update({ where: { id: inviteId }, data: { revokedAt: ctx.now } });
    await recordAudit(tx, ctx, {
      workspaceId: teamId,
      action: "member.invite_revoked",
      targetType: "invite",
      targetId: inviteId,
      metadata: { role: invite.role },
    });
  });
}
