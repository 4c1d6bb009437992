import type { Context } from "#lib/access/context.ts";
import { can } from "#lib/access/scope.ts";
import { type Workspace, workspaceById } from "#lib/access/workspace.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { getDealRisk } from "#lib/deals/get-deal-risk.ts";
import { listEvents } from "#lib/deals/list-events.ts";
import type { DealDto, DealEventDto } from "#lib/deals/schema.ts";
import { db } from "#lib/platform/db.ts";
import { loadPolicies } from "#lib/risk/store/load-settings.ts";
import type { Band, RiskPolicy } from "#lib/risk/types.ts";
import { type RiskReportDto, toRiskReportDto } from "#lib/risk/wire.ts";

const EVENTS_SHOWN = 50;
const SNAPSHOTS_SHOWN = 200;

export type DealPageData = {
  deal: DealDto;
  risk: RiskReportDto;
  events: DealEventDto[];
  moreEvents: string | null;
  /** Stored scores, oldest first. */
  history: { at: string; score: number; band: Band }[];
  bands: RiskPolicy["bands"];
  workspace: Workspace;
  can: { edit: boolean; log: boolean; delete: boolean };
};

/**
 * One deal with its proof: assessment, history, the latest events and what the actor may do.
 *
 * @throws AppError not_found.
 */
export async function getDealPage(
  ctx: Context,
  id: string,
  eventsCursor?: string,
): Promise<DealPageData> {
  const deal = await getDeal(ctx, id);
  const workspace = workspaceById(ctx, deal.teamId ?? ctx.user.id);
  const [risk, log, snapshots, policies] = await Promise.all([
    getDealRisk(ctx, id),
    listEvents(ctx, id, { limit: EVENTS_SHOWN, cursor: eventsCursor }),
    db().riskSnapshot.findMany({
      where: { dealId: deal.id },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: SNAPSHOTS_SHOWN,
      select: { at: true, score: true, band: true },
    }),
    loadPolicies(db(), [workspace.id]),
  ]);
  const ownership = {
    teamId: deal.teamId,
    userId: deal.owner.id,
    assignedToId: deal.assignee?.id ?? null,
  };
  return {
    deal,
    risk: toRiskReportDto(risk),
    events: log.events,
    moreEvents: log.nextCursor,
    history: snapshots.reverse().map((point) => ({ ...point, at: point.at.toISOString() })),
    bands: policies(workspace.id).bands,
    workspace,
    can: {
      edit: can(ctx, "deal.edit", ownership),
      log: can(ctx, "deal.log_event", ownership),
      delete: can(ctx, "deal.delete", ownership),
    },
  };
}
