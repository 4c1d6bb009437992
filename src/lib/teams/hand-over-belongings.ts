import type { Tx } from "#lib/platform/db.ts";

/**
 * Gives what somebody made in a team besides deals to the one who takes over: contacts, meetings and
 * connections. They lie in the team and were never theirs alone, but would go with their account.
 */
export async function handOverBelongings(
  tx: Tx,
  { teamId, from, to }: { teamId: string; from: string; to: string },
): Promise<void> {
  const theirs = { where: { teamId, userId: from }, data: { userId: to } };
  await tx.contact.updateMany(theirs);
  await tx.meeting.updateMany(theirs);
  await tx.webhook.updateMany(theirs);
  await tx.slackIntegration.updateMany(theirs);
}
