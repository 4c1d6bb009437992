import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { transaction } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { findOpenInvite } from "#lib/teams/find-open-invite.ts";
import { loadInvite } from "#lib/teams/invite-dto.ts";
import { lockTeam } from "#lib/teams/lock-team.ts";
import { requireMayManage } from "#lib/teams/require-may-manage.ts";
import { requireNoMember } from "#lib/teams/require-no-member.ts";
import type { InviteDto } from "#lib/teams/schema.ts";
import { dropInviteMail, sendInvite } from "#lib/teams/send-invite.ts";

/** Nobody's mailbox is filled by somebody who keeps clicking. */
const COOL_DOWN_MS = 60_000;

/**
 * Sends an invitation again with a new link: the one before is worthless, and the week begins anew.
 *
 * @throws AppError not_found, forbidden, conflict when it was accepted, revoked or sent within the last
 * minute, unavailable where no ENCRYPTION_KEY is configured.
 */
export async function resendInvite(
  ctx: Context,
  teamId: string,
  inviteId: string,
): Promise<InviteDto> {
  return transaction(async (tx) => {
    const actor = await lockTeam(tx, ctx, teamId, "member.manage");
    const invite = await findOpenInvite(tx, teamId, inviteId);
    requireMayManage(actor, invite.role);
    await requireNoMember(tx, actor.team, invite.email);
    requireCooledDown(invite.sentAt, ctx.now);
    await dropInviteMail(tx, invite);
    const sent = await sendInvite(tx, ctx, actor, invite);
    await tx.teamInvite.update({ where: { id: inviteId }, data: sent });
    await recordAudit(tx, ctx, {
      workspaceId: teamId,
      action: "member.invite_resent",
      targetType: "invite",
      targetId: inviteId,
      metadata: { role: invite.role },
    });
    return loadInvite(tx, inviteId, ctx.now);
  });
}

function requireCooledDown(sentAt: Date, now: Date): void {
  const wait = Math.ceil((sentAt.getTime() + COOL_DOWN_MS - now.getTime()) / 1000);
  if (wait <= 0) return;
  throw new AppError(
    "conflict",
    `This invitation was sent less than a minute ago. Send it again in ${wait} seconds.`,
    { headers: { "retry-after": String(wait) } },
  );
}
