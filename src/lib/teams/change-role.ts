import type { Context } from "#lib/access/context.ts";
import type { Role } from "#lib/access/policy.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { transaction } from "#lib/platform/db.ts";
import { findMember } from "#lib/teams/find-member.ts";
import { lockTeam } from "#lib/teams/lock-team.ts";
import { loadMember } from "#lib/teams/member-dto.ts";
import { requireAnotherOwner } from "#lib/teams/require-another-owner.ts";
import { requireMayManage } from "#lib/teams/require-may-manage.ts";
import type { MemberDto } from "#lib/teams/schema.ts";
import { setRole } from "#lib/teams/set-role.ts";

/**
 * Gives a member another role. Owners do so for everybody, admins for members and viewers. The role
 * they have already changes nothing.
 *
 * @throws AppError not_found, forbidden, or conflict for the last owner.
 */
export async function changeRole(
  ctx: Context,
  teamId: string,
  userId: string,
  role: Role,
): Promise<MemberDto> {
  return transaction(async (tx) => {
    const actor = await lockTeam(tx, ctx, teamId, "member.manage");
    const member = await findMember(tx, teamId, userId);
    requireMayManage(actor, member.role, role);
    if (member.role === role) return loadMember(tx, teamId, userId);
    await requireAnotherOwner(tx, teamId, member);
    await setRole(tx, ctx, teamId, member, role);
    await recordAudit(tx, ctx, {
      workspaceId: teamId,
      action: "member.role_changed",
      targetType: "member",
      targetId: userId,
      metadata: { from: member.role, to: role },
    });
    return loadMember(tx, teamId, userId);
  });
}
