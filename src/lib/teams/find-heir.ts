import type { DbOrTx } from "#lib/platform/db.ts";

export type Heir = { id: string; name: string };

/**
 * Who gets the deals that somebody owns when they go: the owner who sees to it, else the one who has
 * been there longest. Null when there is no other owner.
 */
export async function findHeir(
  client: DbOrTx,
  teamId: string,
  { leaving, actor }: { leaving: string; actor: string },
): Promise<Heir | null> {
  const owners = await client.teamMember.findMany({
    where: { teamId, role: "owner", userId: { not: leaving } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { user: { select: { id: true, name: true } } },
  });
  const people = owners.map(({ user }) => user);
  return people.find(({ id }) => id === actor) ?? people[0] ?? null;
}
