import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { type Action, type DealAction, POLICY, type Reach } from "#lib/access/policy.ts";

/** The columns of a deal that decide who may do what with it. */
export type DealOwnership = {
  teamId: string | null;
  userId: string;
  assignedToId: string | null;
};

/** How far the actor's role in a team carries an action; "none" for a team that is not theirs. */
export function reachInTeam(ctx: Context, teamId: string, action: Action): Reach {
  const membership = ctx.memberships.find(({ team }) => team.id === teamId);
  return membership ? POLICY[action][membership.role] : "none";
}

/** Whether the actor's role in a workspace allows an action; in the personal one everything is theirs. */
export function mayIn(ctx: Context, teamId: string | null, action: Action): boolean {
  return teamId === null || reachInTeam(ctx, teamId, action) !== "none";
}

/** Whether the actor may add deals to a team, or without one to their own. */
export function mayCreateIn(ctx: Context, teamId: string | null): boolean {
  return mayIn(ctx, teamId, "deal.create");
}

/** Whether the actor may do this to a deal that was read inside their scope. */
export function can(ctx: Context, action: DealAction, deal: DealOwnership): boolean {
  if (deal.teamId === null) return deal.userId === ctx.user.id;
  return isWithinReach(reachInTeam(ctx, deal.teamId, action), ctx.user.id, deal);
}

/** Whether a reach in the deal's own team covers this deal for a person of that team. */
export function isWithinReach(reach: Reach, userId: string, deal: DealOwnership): boolean {
  const isOwn = deal.userId === userId;
  if (reach === "all") return true;
  if (reach === "assigned") return isOwn || deal.assignedToId === userId;
  return reach === "own" && isOwn;
}

/**
 * The filter that goes inside every query on deals: those with which the actor may do this. It always
 * names a tenant, so no caller can leave it open by passing undefined.
 */
export function dealScope(ctx: Context, action: DealAction): Prisma.DealWhereInput {
  const me = ctx.user.id;
  const teams = (wanted: Reach) =>
    ctx.memberships
      .filter(({ role }) => POLICY[action][role] === wanted)
      .map(({ team }) => team.id);
  return {
    deletedAt: null,
    OR: [
      { teamId: null, userId: me },
      { teamId: { in: teams("all") } },
      { teamId: { in: teams("assigned") }, OR: [{ userId: me }, { assignedToId: me }] },
      { teamId: { in: teams("own") }, userId: me },
    ],
  };
}

/** Ids of the workspaces whose deals the actor may read: the personal one and each team. */
export function readableWorkspaces(ctx: Context): string[] {
  return [ctx.user.id, ...ctx.memberships.map(({ team }) => team.id)];
}
