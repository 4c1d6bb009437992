import type { Context } from "#lib/access/context.ts";
import { transaction } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { endMembership, HAND_OVER_TIMEOUT_MS } from "#lib/teams/end-membership.ts";
import { findMember } from "#lib/teams/find-member.ts";
import { lockTeam } from "#lib/teams/lock-team.ts";
import { requireMayManage } from "#lib/teams/require-may-manage.ts";
import type { RemoveMemberInput } from "#lib/teams/schema.ts";

/**
 * Takes somebody out of the team: from now on they see nothing of it, not even what they made. Their
 * deals stay and change hands; the invitations that they sent and nobody has accepted are withdrawn.
 *
 * @throws AppError not_found, forbidden, conflict for oneself and for the last owner, invalid_input for
 * a successor who cannot work on deals.
 */
export async function removeMember(
  ctx: Context,
  teamId: string,
  userId: string,
  choice: RemoveMemberInput,
): Promise<void> {
  await transaction(
    async (tx) => {
      const actor = await lockTeam(tx, ctx, teamId, "member.manage");
      const member = await findMember(tx, teamId, userId);
      requireMayManage(actor, member.role);
      if (userId === ctx.user.id) {
        throw new AppError("conflict", "This is you: to go, leave the team.");
      }
      await endMembership(tx, ctx, teamId, member, choice);
    },
    { timeout: HAND_OVER_TIMEOUT_MS },
  );
}
