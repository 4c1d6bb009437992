import type { Tx } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import type { FoundMember } from "#lib/teams/find-member.ts";

/**
 * Makes sure that an owner can step back: the team has another one. The caller holds the team, so it
 * still has when this one's change is written.
 *
 * @throws AppError conflict that says what to do first.
 */
export async function requireAnotherOwner(
  tx: Tx,
  teamId: string,
  { userId, name, role }: FoundMember,
): Promise<void> {
  if (role !== "owner") return;
  const others = await tx.teamMember.findMany({
    where: { teamId, userId: { not: userId } },
    orderBy: { role: "asc" },
    take: 1,
    select: { role: true },
  });
  // Roles sort as they are declared: an owner comes first if there is one.
  if (others[0]?.role === "owner") return;
  throw new AppError(
    "conflict",
    others.length > 0
      ? `${name} is the only owner, and a team always has one. Make somebody else an owner first.`
      : `${name} is the only member, and a team always has an owner. Delete the team instead.`,
  );
}
