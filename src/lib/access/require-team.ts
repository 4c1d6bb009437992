import type { Context, Membership } from "#lib/access/context.ts";
import type { Action } from "#lib/access/policy.ts";
import { reachInTeam } from "#lib/access/scope.ts";
import { forbidden, notFound } from "#lib/platform/errors.ts";

/**
 * The actor's membership in a team in which they may do this.
 *
 * @throws AppError not_found for a team that is not theirs, forbidden when their role does not allow it.
 */
export function requireTeam(ctx: Context, teamId: string, action: Action | null): Membership {
  const membership = ctx.memberships.find(({ team }) => team.id === teamId);
  if (!membership) throw notFound("That team");
  if (action && reachInTeam(ctx, teamId, action) === "none") {
    throw forbidden(`As ${membership.role} of ${membership.team.name} you may not do this.`);
  }
  return membership;
}
