import type { Tx } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";

/** @throws AppError conflict that names the member who has this address. */
export async function requireNoMember(
  tx: Tx,
  team: { id: string; name: string },
  email: string,
): Promise<void> {
  const member = await tx.teamMember.findFirst({
    where: { teamId: team.id, user: { email } },
    select: { role: true, user: { select: { name: true } } },
  });
  if (!member) return;
  throw new AppError(
    "conflict",
    `${member.user.name} (${email}) is in ${team.name} already, as ${member.role}.`,
  );
}
