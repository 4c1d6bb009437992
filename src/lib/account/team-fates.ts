import type { Role } from "#lib/access/policy.ts";
import type { TEAM_FATES } from "#lib/account/schema.ts";
import type { DbOrTx } from "#lib/platform/db.ts";

export type Successor = { id: string; name: string; role: Role };

/** What becomes of one of somebody's teams when their account goes. */
export type TeamFate = {
  id: string;
  name: string;
  /** Their own. */
  role: Role;
  fate: (typeof TEAM_FATES)[number];
  /**
   * Who gets what they own: the owner who has been there longest, or, where there is none, who would be
   * owner after them: the highest in rank, of these the one who has been there longest.
   */
  heir: Successor | null;
};

/** The teams of a person, in the order of their ids. */
export async function loadTeamFates(client: DbOrTx, userId: string): Promise<TeamFate[]> {
  const memberships = await client.teamMember.findMany({
    where: { userId },
    orderBy: { teamId: "asc" },
    select: { role: true, team: { select: { id: true, name: true } } },
  });
  const others = await client.teamMember.findMany({
    where: { teamId: { in: memberships.map(({ team }) => team.id) }, userId: { not: userId } },
    // Roles sort as they are declared: owners first.
    orderBy: [{ role: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    select: { teamId: true, role: true, user: { select: { id: true, name: true } } },
  });
  return memberships.map(({ role, team }) => {
    const first = others.find(({ teamId }) => teamId === team.id);
    const isLeft = first !== undefined;
    const isOnlyOwner = role === "owner" && first?.role !== "owner";
    return {
      ...team,
      role,
      fate: !isLeft ? "deleted" : isOnlyOwner ? "blocked" : "kept",
      heir: first ? { ...first.user, role: first.role } : null,
    };
  });
}
