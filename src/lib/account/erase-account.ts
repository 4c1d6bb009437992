import { erasePersonalData } from "#lib/account/erase-personal-data.ts";
import { forgetPerson } from "#lib/account/forget-person.ts";
import { handOverRecords } from "#lib/account/hand-over-records.ts";
import { type LeftTeam, leaveTeams } from "#lib/account/leave-teams.ts";
import { DELETED_ACCOUNT } from "#lib/audit/deleted-account.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { holdAccount } from "#lib/auth/hold-account.ts";
import type { Origin } from "#lib/events/origin.ts";
import type { Tx } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";

/** With some ten thousand deals to hand over; half of an account must never be left. */
export const ERASE_TIMEOUT_MS = 300_000;

/**
 * Erases an account in the caller's transaction: what is the person's alone goes, what is a team's
 * stays and changes hands, and nothing that stays names them. Whatever is said later about that id
 * makes no account of it again. Nothing happens to one that is gone already.
 *
 * @param isForced true when it is gone at the sign-in service already: then a team that has no other
 * owner gets one.
 * @throws AppError conflict while they are the only owner of a team with others in it, unless forced,
 * and when they join a team at this very moment.
 */
export async function eraseAccount(
  tx: Tx,
  userId: string,
  { origin, isForced }: { origin: Origin; isForced: boolean },
): Promise<void> {
  await holdAccount(tx, userId);
  await tx.erasedUser.createMany({
    data: { id: userId, erasedAt: origin.now },
    skipDuplicates: true,
  });
  const person = await tx.user.findUnique({
    where: { id: userId },
    select: { id: true, name: true, email: true },
  });
  if (!person) return;
  // Whoever is told of what follows is told of somebody who is gone. Not the address: while a key of the
  // row is changed, nobody could write anything that names this person.
  await tx.user.update({ where: { id: userId }, data: { name: DELETED_ACCOUNT } });
  const connections = await teamConnections(tx, userId);
  const teams = await leaveTeams(tx, userId, { origin, isForced });
  // The audit trail lets names be taken away, and rows go with what they belong to, only while this is set.
  await tx.$executeRaw`SELECT set_config('sentinel.erasing', 'on', true)`;
  await forgetPerson(
    tx,
    person,
    teams.map(({ id }) => id),
  );
  await handOverRecords(tx, userId);
  await erasePersonalData(tx, person);
  await requireNothingNew(tx, userId);
  await tx.user.delete({ where: { id: userId } });
  await audit(tx, origin, userId, { teams, connections });
}

/** Waits for what others are writing about this person, and makes sure that nothing of a team goes along. */
async function requireNothingNew(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE id = ${userId} FOR UPDATE`;
  await handOverRecords(tx, userId);
  const where = { teamId: { not: null }, userId };
  const deals = await tx.deal.count({ where });
  const memberships = await tx.teamMember.count({ where: { userId } });
  if (deals + memberships === 0) return;
  throw new AppError(
    "conflict",
    "Something was added to one of your teams at this very moment. Nothing is deleted; try again.",
  );
}

type Connection = { teamId: string; provider: string };

/** What they have connected to teams: it goes with their credentials, and the team should know. */
function teamConnections(tx: Tx, userId: string): Promise<Connection[]> {
  return tx.$queryRaw<Connection[]>`
    SELECT "teamId", 'salesforce' AS provider FROM "SalesforceIntegration"
      WHERE "userId" = ${userId} AND "teamId" IS NOT NULL
    UNION ALL SELECT "teamId", 'hubspot' FROM "HubSpotIntegration"
      WHERE "userId" = ${userId} AND "teamId" IS NOT NULL
    UNION ALL SELECT "teamId", 'google_calendar' FROM "GoogleCalendarIntegration"
      WHERE "userId" = ${userId} AND "teamId" IS NOT NULL`;
}

/** At the end, and in a fixed order: whoever writes to a log holds its end until they commit. */
async function audit(
  tx: Tx,
  origin: Origin,
  userId: string,
  { teams, connections }: { teams: readonly LeftTeam[]; connections: readonly Connection[] },
): Promise<void> {
  for (const { id: workspaceId, role, ownedTo, successor } of teams) {
    for (const { teamId, provider } of connections) {
      if (teamId !== workspaceId) continue;
      await recordAudit(tx, origin, {
        workspaceId,
        action: "integration.disconnected",
        targetType: "integration",
        targetId: provider,
      });
    }
    if (successor) {
      await recordAudit(tx, origin, {
        workspaceId,
        action: "member.role_changed",
        targetType: "member",
        targetId: successor.id,
        metadata: { from: successor.role, to: "owner" },
      });
    }
    await recordAudit(tx, origin, {
      workspaceId,
      action: "user.deleted",
      targetType: "user",
      targetId: userId,
      metadata: { role, ownedTo },
    });
  }
}
