import type { Context } from "#lib/access/context.ts";
import { type DbOrTx, db } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";

/**
 * Makes sure that a deal is assigned to somebody who can see it.
 *
 * @throws AppError invalid_input on `assigneeId`.
 */
export async function requireAssignable(
  ctx: Context,
  teamId: string | null,
  assigneeId: string | null | undefined,
  client: DbOrTx = db(),
): Promise<void> {
  if (!assigneeId) return;
  if (teamId === null) {
    if (assigneeId !== ctx.user.id) {
      throw invalid("assigneeId", "A deal outside a team can be assigned to its owner only.");
    }
    return;
  }
  const member = await client.teamMember.findUnique({
    where: { teamId_userId: { teamId, userId: assigneeId } },
    select: { role: true },
  });
  if (!member) throw invalid("assigneeId", "is not a member of the deal's team");
  if (member.role === "viewer") throw invalid("assigneeId", "is a viewer and cannot work on deals");
}
