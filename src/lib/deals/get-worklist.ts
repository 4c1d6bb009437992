import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import { dealSelect } from "#lib/deals/queries.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import { assessNow } from "#lib/deals/with-current-risk.ts";
import { db } from "#lib/platform/db.ts";
import { outlookOf } from "#lib/risk/outlook.ts";
import type { Band, FactorKey } from "#lib/risk/types.ts";

export type WorklistEntry = {
  deal: DealDto;
  trouble: { band: Band; at: string } | null;
  action: { label: string; factor: FactorKey } | null;
};

/**
 * The open deals that need attention, by priority: those above Low that nobody has snoozed, each with
 * what to do and when it gets worse. With `isMine` only those that the actor owns or is assigned to.
 */
export async function getWorklist(
  ctx: Context,
  workspace: Workspace,
  limit: number,
  isMine = false,
): Promise<WorklistEntry[]> {
  const rows = await db().deal.findMany({
    where: needsAttention(ctx, workspace, isMine),
    orderBy: [{ priority: "desc" }, { id: "asc" }],
    take: limit,
    select: dealSelect,
  });
  const assessed = await assessNow(rows, ctx.now);
  return assessed
    .sort((a, b) => b.deal.priority - a.deal.priority)
    .map(({ deal, input, assessment }) => {
      const action = assessment?.recommendedAction ?? null;
      const trouble = input && outlookOf(input).timeToTrouble;
      return {
        deal,
        action: action && { label: action.label, factor: action.factor },
        trouble: trouble && { band: trouble.band, at: new Date(trouble.at).toISOString() },
      };
    });
}

/** How many deals the whole worklist has. */
export function countWorklist(
  ctx: Context,
  workspace: Workspace,
  isMine: boolean,
): Promise<number> {
  return db().deal.count({ where: needsAttention(ctx, workspace, isMine) });
}

function needsAttention(
  ctx: Context,
  workspace: Workspace,
  isMine: boolean,
): Prisma.DealWhereInput {
  const me = ctx.user.id;
  return {
    workspaceId: workspace.id,
    isOpen: true,
    riskBand: { not: "low" },
    AND: [
      dealScope(ctx, "deal.read"),
      { OR: [{ snoozedUntil: null }, { snoozedUntil: { lte: ctx.now } }] },
      isMine ? { OR: [{ userId: me }, { assignedToId: me }] } : {},
    ],
  };
}
