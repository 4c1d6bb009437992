import type { Context } from "#lib/access/context.ts";
import type { Role } from "#lib/access/policy.ts";
import type { Tx } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";

/** @throws AppError invalid_input on `assigneeId` for a deal of a team in which they cannot work. */
export type RequireAssignable = (teamId: string | null) => void;

/**
 * Makes sure that deals are assigned to somebody who can see and work on them. Their memberships are
 * held until the transaction ends, so that nobody is removed while a deal is being given to them;
 * whoever locks both locks people before deals.
 */
export async function loadAssignable(
  tx: Tx,
  ctx: Context,
  assigneeId: string | null | undefined,
): Promise<RequireAssignable> {
  if (!assigneeId) return () => {};
  const teamIds = ctx.memberships.map(({ team }) => team.id);
  const memberships = await tx.$queryRaw<{ teamId: string; role: Role }[]>`
    SELECT "teamId", role::text AS role FROM "TeamMember"
    WHERE "userId" = ${assigneeId} AND "teamId" = ANY(${teamIds})
    ORDER BY "teamId" FOR SHARE`;
  const roles = new Map(memberships.map(({ teamId, role }) => [teamId, role]));
  return (teamId) => {
    if (teamId === null) {
      if (assigneeId === ctx.user.id) return;
      throw invalid("assigneeId", "A deal outside a team can be assigned to its owner only.");
    }
    const role = roles.get(teamId);
    if (!role) throw invalid("assigneeId", "is not a member of the deal's team");
    if (role === "viewer") throw invalid("assigneeId", "is a viewer and cannot work on deals");
  };
}
