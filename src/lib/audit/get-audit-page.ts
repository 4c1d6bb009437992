import type { Context } from "#lib/access/context.ts";
import { mayIn } from "#lib/access/scope.ts";
import { listActors } from "#lib/audit/list-actors.ts";
import { type AuditPage, listAudit } from "#lib/audit/list-audit.ts";
import type { AuditFilter } from "#lib/audit/schema.ts";

const LIMIT = 50;

export type AuditPageData = AuditPage & { actors: { id: string; name: string }[] };

/**
 * The log of a workspace with the people in it; null for somebody who does not lead the team.
 *
 * @throws AppError not_found for a team that is not theirs, malformed_request for a wrong cursor.
 */
export async function getAuditPage(
  ctx: Context,
  filter: AuditFilter,
  cursor: string | undefined,
): Promise<AuditPageData | null> {
  const { teamId } = filter;
  const isMember = ctx.memberships.some(({ team }) => team.id === teamId);
  if (isMember && !mayIn(ctx, teamId ?? null, "audit.read")) return null;
  const [page, actors] = await Promise.all([
    listAudit(ctx, { ...filter, limit: LIMIT, cursor }),
    listActors(ctx, teamId),
  ]);
  return { ...page, actors };
}
