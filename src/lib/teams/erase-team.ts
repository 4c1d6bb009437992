import type { Origin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";

/**
 * Takes a team and everything in it out of the database and tells those who were in it; its audit log
 * stays. The caller holds the team and has decided that it may go.
 */
export async function eraseTeam(
  tx: Tx,
  origin: Origin,
  { id: teamId, name: teamName }: { id: string; name: string },
): Promise<void> {
  const members = await tx.teamMember.findMany({ where: { teamId }, select: { userId: true } });
  // While the team is still there: who is told of it is found by it.
  await recordDomainEvents(tx, origin, [
    {
      name: "team.deleted",
      workspaceId: teamId,
      dealId: null,
      occurredAt: origin.now,
      teamName,
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
}
