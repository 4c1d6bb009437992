import type { Tx } from "#lib/platform/db.ts";

/**
 * What is somebody's alone and does not go with the row of the person by itself: what happened in their
 * own workspace, what was sent to their address, their part of the audit log with the ends of its
 * chains.
 */
export async function erasePersonalData(
  tx: Tx,
  { id, email }: { id: string; email: string },
): Promise<void> {
  const workspaceId = id;
  await tx.domainEvent.deleteMany({ where: { workspaceId } });
  await tx.webhookEvent.deleteMany({ where: { workspaceId } });
  await tx.realtimeEvent.deleteMany({ where: { OR: [{ workspaceId }, { audienceId: id }] } });
  await tx.emailMessage.deleteMany({ where: { OR: [{ workspaceId }, { to: email }] } });
  await tx.teamInvite.deleteMany({ where: { email } });
  const chains = [`workspace:${id}`, `person:${id}`];
  await tx.auditLog.deleteMany({ where: { chain: { in: chains } } });
  await tx.auditChain.deleteMany({ where: { chain: { in: chains } } });
}
