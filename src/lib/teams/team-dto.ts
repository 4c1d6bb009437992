import type { Membership } from "#lib/access/context.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import type { TeamDto } from "#lib/teams/schema.ts";

/** The actor's teams as callers see them, in the given order, by one statement. */
export async function toTeams(
  client: DbOrTx,
  memberships: readonly Pick<Membership, "role" | "team">[],
): Promise<TeamDto[]> {
  const rows = await client.team.findMany({
    where: { id: { in: memberships.map(({ team }) => team.id) } },
    select: {
      id: true,
      name: true,
      slug: true,
      currency: true,
      timezone: true,
      createdAt: true,
      _count: { select: { members: true } },
    },
  });
  const teams = new Map(rows.map((row) => [row.id, row]));
  return memberships.flatMap(({ role, team: { id } }) => {
    const row = teams.get(id);
    if (!row) return [];
    const { _count, createdAt, ...team } = row;
    return [{ ...team, role, memberCount: _count.members, createdAt: createdAt.toISOString() }];
  });
}
