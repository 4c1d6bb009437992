import type { Role } from "#lib/access/policy.ts";
import { loadTeamFates, type Successor, type TeamFate } from "#lib/account/team-fates.ts";
import type { Origin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { eraseTeam } from "#lib/teams/erase-team.ts";
import { handOverDeals } from "#lib/teams/hand-over-deals.ts";
import { holdTeam } from "#lib/teams/lock-team.ts";
import { setRole } from "#lib/teams/set-role.ts";

/** A team that somebody's account has left: its log says so. */
export type LeftTeam = {
  id: string;
  /** Their role until then. */
  role: Role;
  /** Who owns their deals now; null when the team went with them. */
  ownedTo: string | null;
  /** Who became owner in their place, in which role they were before. */
  successor: Successor | null;
};

type Erasing = { origin: Origin; isForced: boolean };

/**
 * Takes somebody out of all their teams: the deals stay and go to an owner, assignments end, and a team
 * with nobody else in it is deleted. In the order of the teams' ids.
 *
 * @throws AppError conflict as `eraseAccount`.
 */
export async function leaveTeams(tx: Tx, userId: string, erasing: Erasing): Promise<LeftTeam[]> {
  const before = await loadTeamFates(tx, userId);
  for (const { id } of before) await holdTeam(tx, id);
  // What is read under the locks still holds when it is written.
  const fates = await loadTeamFates(tx, userId);
  if (!erasing.isForced) requireNotBlocked(fates);
  const left: LeftTeam[] = [];
  for (const fate of fates) left.push(await leave(tx, userId, fate, erasing));
  await handOverElsewhere(tx, userId, erasing.origin);
  return left;
}

/** Deals of teams that they are not in: there should be none, and none may go with their account. */
async function handOverElsewhere(tx: Tx, userId: string, origin: Origin): Promise<void> {
  const owners = await tx.$queryRaw<{ teamId: string; ownerId: string }[]>`
    SELECT DISTINCT ON (m."teamId") m."teamId", m."userId" AS "ownerId" FROM "TeamMember" m
    WHERE m.role = 'owner' AND m."teamId" IN (
      SELECT "teamId" FROM "Deal" WHERE "userId" = ${userId}
      UNION SELECT "teamId" FROM "Deal" WHERE "assignedToId" = ${userId})
    ORDER BY m."teamId", m."createdAt", m.id`;
  for (const { teamId, ownerId } of owners) {
    await handOverDeals(tx, origin, {
      teamId,
      from: userId,
      ownedTo: ownerId,
      assignedTo: null,
    });
  }
}

/** @throws AppError conflict that names the teams and says what to do. */
export function requireNotBlocked(fates: readonly TeamFate[]): void {
  const blocked = fates.filter(({ fate }) => fate === "blocked").map(({ name }) => name);
  if (blocked.length === 0) return;
  const names = new Intl.ListFormat("en").format(blocked);
  throw new AppError(
    "conflict",
    `You are the only owner of ${names}, with other people in ${blocked.length === 1 ? "it" : "them"}. Make somebody else an owner, or delete the team, under Settings, Team; then delete your account.`,
  );
}

async function leave(
  tx: Tx,
  userId: string,
  { id, name, role, fate, heir }: TeamFate,
  { origin, isForced }: Erasing,
): Promise<LeftTeam> {
  if (heir === null) {
    await eraseTeam(tx, origin, { id, name });
    return { id, role, ownedTo: null, successor: null };
  }
  const successor = fate === "blocked" ? heir : null;
  if (successor) await setRole(tx, origin, id, { ...successor, userId: successor.id }, "owner");
  // Before the deals: whoever is assigning one to them holds this row, and people come before deals.
  await tx.teamMember.delete({ where: { teamId_userId: { teamId: id, userId } } });
  if (isForced) await withdrawInvites(tx, id, userId, origin.now);
  await handOverDeals(tx, origin, { teamId: id, from: userId, ownedTo: heir.id, assignedTo: null });
  await recordDomainEvents(tx, origin, [
    {
      name: "team.member_removed",
      workspaceId: id,
      dealId: null,
      occurredAt: origin.now,
      userId,
      role,
      hasLeft: !isForced,
    },
  ]);
  return { id, role, ownedTo: heir.id, successor };
}

/** Whoever was put out must not come back by a link that they sent to another address of theirs. */
async function withdrawInvites(tx: Tx, teamId: string, userId: string, now: Date): Promise<void> {
  await tx.teamInvite.updateMany({
    where: { teamId, invitedById: userId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
}
