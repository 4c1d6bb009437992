import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { transaction } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";
import { findMember } from "#lib/teams/find-member.ts";
import { lockTeam } from "#lib/teams/lock-team.ts";
import { loadMember } from "#lib/teams/member-dto.ts";
import type { MemberDto } from "#lib/teams/schema.ts";
import { setRole } from "#lib/teams/set-role.ts";

/**
 * Makes another member owner in the actor's place, who stays as an admin. Other owners stay what they
 * are.
 *
 * @throws AppError not_found, forbidden, or invalid_input for oneself.
 */
export async function transferOwnership(
  ctx: Context,
  teamId: string,
  userId: string,
): Promise<MemberDto> {
  return transaction(async (tx) => {
    const { role } = await lockTeam(tx, ctx, teamId, "team.transfer");
    if (userId === ctx.user.id) throw invalid("userId", "is you: choose another member");
    const heir = await findMember(tx, teamId, userId);
    if (heir.role !== "owner") await setRole(tx, ctx, teamId, heir, "owner");
    const me = { userId: ctx.user.id, name: ctx.user.name, role };
    await setRole(tx, ctx, teamId, me, "admin");
    await recordAudit(tx, ctx, {
      workspaceId: teamId,
      action: "team.ownership_transferred",
      targetType: "member",
      targetId: userId,
      metadata: { from: heir.role },
    });
    return loadMember(tx, teamId, userId);
  });
}
