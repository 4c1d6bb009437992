import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import { dealSelect, toDeal } from "#lib/deals/queries.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import { db } from "#lib/platform/db.ts";
import { assessRisk } from "#lib/risk/assess-risk.ts";
import { loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import { outlookOf } from "#lib/risk/outlook.ts";
import type { Band, FactorKey } from "#lib/risk/types.ts";

export type WorklistEntry = {
  deal: DealDto;
  trouble: { band: Band; at: string } | null;
  action: { label: string; factor: FactorKey } | null;
};

/**
 * The open deals that need attention, by priority: those above Low that nobody has snoozed, each with
 * what to do and when it gets worse.
 */
export async function getWorklist(
  ctx: Context,
  workspace: Workspace,
  limit: number,
): Promise<WorklistEntry[]> {
  const rows = await db().deal.findMany({
    where: {
      ...dealScope(ctx, "deal.read"),
      workspaceId: workspace.id,
      isOpen: true,
      riskBand: { not: "low" },
      NOT: { snoozedUntil: { gt: ctx.now } },
    },
    orderBy: [{ priority: "desc" }, { id: "asc" }],
    take: limit,
    select: dealSelect,
  });
  const inputs = await loadRiskInputs(
    db(),
    rows.map(({ id }) => id),
    ctx.now,
  );
  const inputOf = new Map(inputs.map(({ id, input }) => [id, input]));
  return rows.map((row) => {
    const input = inputOf.get(row.id);
    const action = input ? assessRisk(input).recommendedAction : null;
    const trouble = input ? outlookOf(input).timeToTrouble : null;
    return {
      deal: toDeal(row),
      action: action && { label: action.label, factor: action.factor },
      trouble: trouble && { band: trouble.band, at: new Date(trouble.at).toISOString() },
    };
  });
}
