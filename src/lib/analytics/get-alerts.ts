import type { Context } from "#lib/access/context.ts";
import { type Workspace, workspaceById, workspacesOf } from "#lib/access/workspace.ts";
import type { AlertDto, AlertsQuery } from "#lib/analytics/alerts-schema.ts";
import { type CurrencyPart, sumConverter } from "#lib/analytics/convert-sums.ts";
import { getWorklist } from "#lib/deals/get-worklist.ts";
import { db } from "#lib/platform/db.ts";
import { BANDS, type Band } from "#lib/risk/types.ts";

/**
 * What is at risk in each workspace that the actor may read, or in one of them: counts and value by
 * band, the deals that need attention most, and the actions that were due.
 *
 * @throws AppError not_found for a workspace that is not the actor's.
 */
export async function getAlerts(
  ctx: Context,
  { workspaceId, limit }: AlertsQuery,
): Promise<AlertDto[]> {
  const workspaces = workspaceId ? [workspaceById(ctx, workspaceId)] : workspacesOf(ctx);
  return Promise.all(workspaces.map((workspace) => alertOf(ctx, workspace, limit)));
}

async function alertOf(ctx: Context, workspace: Workspace, limit: number): Promise<AlertDto> {
  const { id, teamId, name, currency } = workspace;
  const [convert, rows, worklist, overdueActions] = await Promise.all([
    sumConverter(workspace),
    db().$queryRaw<(CurrencyPart & { band: Band })[]>`
      SELECT "riskBand"::text AS band, currency, sum(value)::bigint AS minor, count(*)::int AS count
      FROM "Deal" WHERE "workspaceId" = ${id} AND "isOpen" AND "deletedAt" IS NULL
      GROUP BY "riskBand", currency`,
    getWorklist(ctx, workspace, limit),
    overdueIn(id, ctx.now, limit),
  ]);
  return {
    workspace: { id, teamId, name },
    currency,
    bands: BANDS.toReversed().map((band) => ({
      band,
      ...convert(rows.filter((row) => row.band === band)),
    })),
    deals: worklist.map(({ deal }) => deal),
    overdueActions,
  };
}

/** Longest overdue first; snoozed deals wait. */
async function overdueIn(
  workspaceId: string,
  now: Date,
  limit: number,
): Promise<AlertDto["overdueActions"]> {
  const rows = await db().$queryRaw<
    { dealId: string; dealName: string; label: string; dueAt: Date; count: number }[]
  >`
    SELECT id AS "dealId", name AS "dealName", "riskAction"->>'label' AS label,
      "actionDueAt" AS "dueAt", count(*) OVER ()::int AS count
    FROM "Deal"
    WHERE "workspaceId" = ${workspaceId} AND "isOpen" AND "deletedAt" IS NULL
      AND "riskAction" IS NOT NULL AND "actionDueAt" <= ${now}
      AND ("snoozedUntil" IS NULL OR "snoozedUntil" <= ${now})
    ORDER BY "actionDueAt", id LIMIT ${limit}`;
  return {
    count: rows[0]?.count ?? 0,
    actions: rows.map(({ count, dueAt, ...action }) => ({ ...action, dueAt: dueAt.toISOString() })),
  };
}
