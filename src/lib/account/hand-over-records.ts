import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/platform/db.ts";

/**
 * What belongs to a team although one of its people stands on it, and would go with that person: given
 * to the owner who has been there longest. A test fails for a table that somebody's deletion would take
 * rows of a team from and that is neither here nor known to be the person's own.
 */
export const TEAM_RECORDS = ["Contact", "Meeting", "Webhook", "SlackIntegration"] as const;

/** Gives what somebody made in teams to the owners of those teams, who are not told of each. */
export async function handOverRecords(tx: Tx, userId: string): Promise<void> {
  for (const table of TEAM_RECORDS) {
    await tx.$executeRaw`
      UPDATE ${Prisma.raw(`"${table}"`)} r SET "userId" = (
        SELECT m."userId" FROM "TeamMember" m
        WHERE m."teamId" = r."teamId" AND m."userId" <> ${userId} AND m.role = 'owner'
        ORDER BY m."createdAt", m.id LIMIT 1)
      WHERE r."userId" = ${userId} AND r."teamId" IS NOT NULL`;
  }
}
