import type { Membership } from "#lib/access/context.ts";
import { type Action, POLICY, type Role } from "#lib/access/policy.ts";
import { forbidden } from "#lib/platform/errors.ts";

/** What it takes to give somebody a role, to take it from them or to remove them. */
export function managingAction(role: Role): Action {
  return role === "owner" || role === "admin" ? "admin.manage" : "member.manage";
}

/** Whether somebody in this role may manage people in that one. */
export function mayManage(mine: Role, theirs: Role): boolean {
  return POLICY[managingAction(theirs)][mine] !== "none";
}

/** @throws AppError forbidden unless the actor may manage people in each of these roles. */
export function requireMayManage({ role: mine, team }: Membership, ...roles: Role[]): void {
  if (roles.every((role) => mayManage(mine, role))) return;
  throw forbidden(
    mayManage(mine, "member")
      ? `Only owners of ${team.name} may manage its admins and owners.`
      : `As ${mine} of ${team.name} you may not manage its people.`,
  );
}
