import type { Context } from "#lib/access/context.ts";
import { mayCreateIn } from "#lib/access/scope.ts";
import { type Workspace, workspaceById } from "#lib/access/workspace.ts";
import { getKeyFigures, type KeyFigures } from "#lib/analytics/key-figures.ts";
import { getPipelineSummary, type PipelineSummary } from "#lib/analytics/pipeline-summary.ts";
import { getRecentChanges, type RecentChange } from "#lib/analytics/recent-changes.ts";
import { listUpcomingMeetings, type UpcomingMeeting } from "#lib/analytics/upcoming-meetings.ts";
import { getWorklist, type WorklistEntry } from "#lib/deals/get-worklist.ts";
import { calendarAt } from "#lib/platform/calendar-periods.ts";
import { db } from "#lib/platform/db.ts";
import { loadPolicies } from "#lib/risk/store/load-settings.ts";
import type { RiskPolicy } from "#lib/risk/types.ts";

const WORKLIST_LENGTH = 20;
const CHANGES_SHOWN = 10;
const MEETINGS_SHOWN = 5;

export type Today = {
  /** The workspace has no deal at all. */
  isEmpty: boolean;
  canCreate: boolean;
  worklist: WorklistEntry[];
  /** Open deals above Low, of which the worklist shows the first. */
  needAttention: number;
  figures: KeyFigures;
  pipeline: PipelineSummary;
  changes: RecentChange[];
  meetings: UpcomingMeeting[];
  bands: RiskPolicy["bands"];
};

/**
 * Everything on the page that a person opens in the morning.
 *
 * @throws AppError not_found when the workspace is not the actor's.
 */
export async function getToday(ctx: Context, { id }: Pick<Workspace, "id">): Promise<Today> {
  const workspace = workspaceById(ctx, id);
  const { startOfYesterday } = calendarAt(ctx.now, workspace.timezone);
  const [first, worklist, figures, pipeline, changes, meetings, policies] = await Promise.all([
    db().deal.findFirst({
      where: { workspaceId: workspace.id, deletedAt: null },
      select: { id: true },
    }),
    getWorklist(ctx, workspace, WORKLIST_LENGTH),
    getKeyFigures(workspace, ctx.now),
    getPipelineSummary(workspace),
    getRecentChanges(workspace, startOfYesterday, CHANGES_SHOWN),
    listUpcomingMeetings(workspace, ctx.now, MEETINGS_SHOWN),
    loadPolicies(db(), [workspace.id]),
  ]);
  return {
    isEmpty: first === null,
    canCreate: mayCreateIn(ctx, workspace.teamId),
    worklist,
    needAttention: pipeline.stages.reduce(
      (sum, { bands }) => sum + bands.medium.count + bands.high.count,
      0,
    ),
    figures,
    pipeline,
    changes,
    meetings,
    bands: policies(workspace.id).bands,
  };
}
