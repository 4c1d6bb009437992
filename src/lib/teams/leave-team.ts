import type { Context } from "#lib/access/context.ts";
import { transaction } from "#lib/platform/db.ts";
import { endMembership, HAND_OVER_TIMEOUT_MS } from "#lib/teams/end-membership.ts";
import { lockTeam } from "#lib/teams/lock-team.ts";

/**
 * Takes the actor out of a team. What they own goes to an owner, what is assigned to them to nobody;
 * who wants it otherwise assigns it before.
 *
 * @throws AppError not_found, or conflict for the last owner.
 */
export async function leaveTeam(ctx: Context, teamId: string): Promise<void> {
  await transaction(
    async (tx) => {
      const { role } = await lockTeam(tx, ctx, teamId, null);
      const me = { userId: ctx.user.id, name: ctx.user.name, role };
      await endMembership(tx, ctx, teamId, me, {});
    },
    { timeout: HAND_OVER_TIMEOUT_MS },
  );
}
