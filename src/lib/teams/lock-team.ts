import type { Context, Membership } from "#lib/access/context.ts";
import type { Action } from "#lib/access/policy.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import type { Tx } from "#lib/platform/db.ts";

/**
 * Takes the team for this transaction and looks again at who is asking: whoever was demoted or removed
 * a moment ago acts in their new role. One change of a team's people at a time, so what is counted
 * under this lock (its owners, its invitations) still holds when it is written. Deals can be added
 * meanwhile.
 *
 * @throws AppError not_found for a team that is not theirs, forbidden when their role does not allow it.
 */
export async function lockTeam(
  tx: Tx,
  ctx: Context,
  teamId: string,
  action: Action | null,
): Promise<Membership> {
  // Not a stranger: whoever could lock a team that is not theirs could hold up its people.
  requireTeam(ctx, teamId, null);
  await holdTeam(tx, teamId);
  const membership = await tx.teamMember.findUnique({
    where: { teamId_userId: { teamId, userId: ctx.user.id } },
    select: {
      role: true,
      team: { select: { id: true, name: true, slug: true, currency: true, timezone: true } },
    },
  });
  const memberships = membership ? [membership] : [];
  return requireTeam({ ...ctx, memberships }, teamId, action);
}

/** The lock alone, for somebody who is not in the team yet. */
export async function holdTeam(tx: Tx, teamId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Team" WHERE id = ${teamId} FOR NO KEY UPDATE`;
}
