import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { transaction } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";
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
      const members = await tx.teamMember.findMany({
        where: { teamId },
        select: { userId: true },
      });
      // While the team is still there: who is told of it is found by it.
      await recordDomainEvents(tx, ctx, [
        {
          name: "team.deleted",
          workspaceId: teamId,
          dealId: null,
          occurredAt: ctx.now,
          teamName: team.name,
          memberIds: members.map(({ userId }) => userId),
        },
      ]);
      // The audit trail lets rows go only with their deal, and only while this is set.
      await tx.$executeRaw`SELECT set_config('sentinel.erasing', 'on', true)`;
      await tx.emailMessage.deleteMany({ where: { workspaceId: teamId } });
      await tx.notification.deleteMany({ where: { teamId } });
      await tx.webhookEvent.deleteMany({ where: { workspaceId: teamId } });
      await tx.team.delete({ where: { id: teamId } });
      await tx.domainEvent.deleteMany({ where: { workspaceId: teamId } });
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
