import type { Role } from "#lib/access/policy.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

export type FoundMember = { userId: string; name: string; role: Role };

/** @throws AppError not_found. */
export async function findMember(
  client: DbOrTx,
  teamId: string,
  userId: string,
): Promise<FoundMember> {
  const member = await client.teamMember.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { role: true, user: { select: { name: true } } },
  });
  if (!member) throw notFound("That member");
  return { userId, name: member.user.name, role: member.role };
}
