import type { Mentionable } from "#lib/comments/mention-text.ts";
import { type DbOrTx, db } from "#lib/platform/db.ts";

/** Who may read a deal, and so be named in a comment on it: its team by name, or its owner alone. */
export async function listMentionable(
  deal: { teamId: string | null; owner: Mentionable },
  client: DbOrTx = db(),
): Promise<Mentionable[]> {
  if (deal.teamId === null) return [{ id: deal.owner.id, name: deal.owner.name }];
  const members = await client.teamMember.findMany({
    where: { teamId: deal.teamId },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    select: { user: { select: { id: true, name: true } } },
  });
  return members.map(({ user }) => user);
}
