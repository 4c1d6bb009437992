import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { transaction } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";
import { eraseTeam } from "#lib/teams/erase-team.ts";
import { lockTeam } from "#lib/teams/lock-team.ts";

/** A team of a hundred thousand deals is gone in a minute or two; half of one must never be left. */
const TIMEOUT_MS = 300_000;

/**
 * Deletes a team with everything in it: deals and their histories, contacts, meetings, webhooks, norms,
 * memberships and invitations. Its audit log stays, and so does an entry in that of the person.
 *
 * @param confirm the team's name as its owner typed it.
 * @throws AppError not_found, forbidden, or invalid_input when `confirm` is not the team's name.
 */
export async function deleteTeam(ctx: Context, teamId: string, confirm: string): Promise<void> {
  await transaction(
    async (tx) => {
      const { team } = await lockTeam(tx, ctx, teamId, "team.delete");
      if (confirm.trim() !== team.name) {
        throw invalid("confirm", `must be the team's name, ${team.name}`);
      }
      await eraseTeam(tx, ctx, team);
      // In a fixed order: whoever writes to a log waits for its end.
      for (const workspaceId of [teamId, ctx.user.id].sort()) {
        await recordAudit(tx, ctx, {
          workspaceId,
          action: "team.deleted",
          targetType: "team",
          targetId: teamId,
        });
      }
    },
    { timeout: TIMEOUT_MS },
  );
}
