import type { Role } from "#lib/access/policy.ts";
import type { Origin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import type { FoundMember } from "#lib/teams/find-member.ts";

/** Writes another role and tells of it; whether that may be has been decided under the team's lock. */
export async function setRole(
  tx: Tx,
  origin: Origin,
  teamId: string,
  { userId, role: from }: FoundMember,
  to: Role,
): Promise<void> {
  await tx.teamMember.update({ where: { teamId_userId: { teamId, userId } }, data: { role: to } });
  await recordDomainEvents(tx, origin, [
    {
      name: "team.role_changed",
      workspaceId: teamId,
      dealId: null,
      occurredAt: origin.now,
      userId,
      from,
      to,
    },
  ]);
}
