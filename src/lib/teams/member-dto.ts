import type { Prisma } from "#generated/prisma/client.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import type { MemberDto } from "#lib/teams/schema.ts";

export const memberSelect = {
  userId: true,
  role: true,
  createdAt: true,
  user: { select: { name: true, email: true } },
} satisfies Prisma.TeamMemberSelect;

type MemberRow = Prisma.TeamMemberGetPayload<{ select: typeof memberSelect }>;

/** A member as colleagues see them, viewers too: it is their team. */
export function toMember({ userId, role, createdAt, user }: MemberRow): MemberDto {
  return { userId, ...user, role, joinedAt: createdAt.toISOString() };
}

/** A member whom the caller has just changed. */
export async function loadMember(
  client: DbOrTx,
  teamId: string,
  userId: string,
): Promise<MemberDto> {
  const row = await client.teamMember.findUniqueOrThrow({
    where: { teamId_userId: { teamId, userId } },
    select: memberSelect,
  });
  return toMember(row);
}
