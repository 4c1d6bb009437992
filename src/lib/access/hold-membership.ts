import type { Context } from "#lib/access/context.ts";
import { type Action, POLICY, type Role } from "#lib/access/policy.ts";
import type { Tx } from "#lib/platform/db.ts";
import { forbidden, notFound } from "#lib/platform/errors.ts";

/**
 * Looks again at the actor's role in a team and keeps it until the transaction ends: whoever is
 * removed while a request of theirs is under way adds nothing to the team any more. People who write
 * at the same time do not wait for each other; only a change of this person's role waits for them.
 *
 * @throws AppError not_found when they are not in the team (any more), forbidden when their role does
 * not allow the action (any more).
 */
export async function holdMembership(
  tx: Tx,
  ctx: Context,
  teamId: string,
  action: Action,
): Promise<void> {
  const [membership] = await tx.$queryRaw<{ role: Role }[]>`
    SELECT role::text AS role FROM "TeamMember"
    WHERE "teamId" = ${teamId} AND "userId" = ${ctx.user.id} FOR SHARE`;
  if (!membership) throw notFound("That team");
  if (POLICY[action][membership.role] === "none") {
    throw forbidden("Your role in this team has changed and does not allow this any more.");
  }
}
