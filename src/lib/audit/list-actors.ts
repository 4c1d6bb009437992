import type { Context } from "#lib/access/context.ts";
import { auditScope } from "#lib/audit/audit-scope.ts";
import { db } from "#lib/platform/db.ts";

const MOST_ACTORS = 200;

/**
 * Everybody who stands in the audit log of a team, by their present names; those who are gone too.
 *
 * @throws AppError not_found for a team that is not theirs, forbidden unless they lead it.
 */
export async function listActors(
  ctx: Context,
  teamId: string | undefined,
): Promise<{ id: string; name: string }[]> {
  auditScope(ctx, teamId);
  const actors = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT DISTINCT ON (a."actorId") a."actorId" AS id, COALESCE(u.name, a."actorName") AS name
    FROM "AuditLog" a LEFT JOIN "User" u ON u.id = a."actorId"
    WHERE a."workspaceId" = ${teamId ?? ctx.user.id} AND a."actorId" IS NOT NULL
    ORDER BY a."actorId", a.seq DESC LIMIT ${MOST_ACTORS}`;
  return actors.sort((a, b) => a.name.localeCompare(b.name, "en"));
}
