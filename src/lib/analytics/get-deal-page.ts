import type { Context } from "#lib/access/context.ts";
import { can } from "#lib/access/scope.ts";
import { type Workspace, workspaceById } from "#lib/access/workspace.ts";
import { type CommentPage, listComments } from "#lib/comments/list-comments.ts";
import { listMentionable } from "#lib/comments/list-mentionable.ts";
import type { Mentionable } from "#lib/comments/mention-text.ts";
import { weekBefore } from "#lib/deals/explain-risk-change.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { listEvents } from "#lib/deals/list-events.ts";
import { listTimeline, type TimelinePage } from "#lib/deals/list-timeline.ts";
import { type DealReplay, loadDealReplay } from "#lib/deals/load-deal-replay.ts";
import type { DealDto, DealEventDto } from "#lib/deals/schema.ts";
import { listMeetings } from "#lib/meetings/list-meetings.ts";
import type { MeetingDto } from "#lib/meetings/schema.ts";
import { db } from "#lib/platform/db.ts";
import { assessRisk } from "#lib/risk/assess-risk.ts";
import { explainMove } from "#lib/risk/explain-move.ts";
import type { ReplayMaterial } from "#lib/risk/replay-material.ts";
import { reportRisk } from "#lib/risk/report-risk.ts";
import { loadRulesSince } from "#lib/risk/store/load-rules-at.ts";
import type { Band, Calibration, RiskNorms, RiskPolicy } from "#lib/risk/types.ts";
import { type TriedActions, tryActions } from "#lib/risk/way-back.ts";
import {
  type RiskMoveDto,
  type RiskReportDto,
  toRiskMoveDto,
  toRiskReportDto,
} from "#lib/risk/wire.ts";
import { type Colleague, listColleagues } from "#lib/teams/list-colleagues.ts";

const EVENTS_SHOWN = 50;
const COMMENTS_SHOWN = 20;
const TRAIL_SHOWN = 20;
const MEETINGS_SHOWN = 20;
const SNAPSHOTS_SHOWN = 200;
/** What a page may carry for replays in the browser; beyond, each moment is asked for. */
const REPLAY_EVENTS = 500;
const REPLAY_RULES = 40;

/** An assessment at a moment of the past, as far as the page shows it. */
export type PastRisk = { at: number; score: number; band: Band; reasons: string[] };

/** Which part of the page is looked at: pages of its lists, and a moment of the past. */
export type DealPageView = {
  eventsCursor?: string | undefined;
  commentsCursor?: string | undefined;
  trailCursor?: string | undefined;
  at?: Date | undefined;
};

export type DealPageData = {
  deal: DealDto;
  risk: RiskReportDto;
  events: DealEventDto[];
  moreEvents: string | null;
  /** The latest, those that may be about the deal among them. */
  meetings: MeetingDto[];
  comments: CommentPage;
  trail: TimelinePage;
  /** Who can see the deal, and be named in a comment on it. */
  readers: Mentionable[];
  /** Of the deal's team; nobody for a personal deal. */
  colleagues: Colleague[];
  /** Stored scores, oldest first, and the present one. */
  history: { at: string; score: number; band: Band }[];
  /** At the moment asked for; null without one, or where the deal was not known yet. */
  past: PastRisk | null;
  /** Since that moment, else since a week ago. */
  move: RiskMoveDto | null;
  /** Null where the log is too long to be sent along. */
  material: ReplayMaterial | null;
  /** The actions of the way back, or none, tried out; null for a closed deal. */
  tried: TriedActions | null;
  calibration: Calibration | null;
  bands: RiskPolicy["bands"];
  workspace: Workspace;
  can: {
    edit: boolean;
    assign: boolean;
    log: boolean;
    comment: boolean;
    moderate: boolean;
    delete: boolean;
  };
};

/**
 * One deal with its proof: assessment, history, the latest events and what the actor may do. With
 * `at`, also what was known at that moment of the past.
 *
 * @throws AppError not_found.
 */
export async function getDealPage(
  ctx: Context,
  id: string,
  { eventsCursor, commentsCursor, trailCursor, at }: DealPageView = {},
): Promise<DealPageData> {
  const deal = await getDeal(ctx, id);
  const workspace = workspaceById(ctx, deal.teamId ?? ctx.user.id);
  const [replay, log, trail, { meetings }, comments, readers, colleagues, snapshots] =
    await Promise.all([
      loadDealReplay(ctx, id),
      listEvents(ctx, id, { limit: EVENTS_SHOWN, cursor: eventsCursor }),
      listTimeline(ctx, id, { limit: TRAIL_SHOWN, cursor: trailCursor }),
      listMeetings(ctx, { dealId: id, limit: MEETINGS_SHOWN }),
      listComments(ctx, id, { limit: COMMENTS_SHOWN, cursor: commentsCursor }),
      listMentionable(deal),
      listColleagues(workspace),
      db().riskSnapshot.findMany({
        where: { dealId: deal.id },
        orderBy: [{ at: "desc" }, { id: "desc" }],
        take: SNAPSHOTS_SHOWN,
        select: { at: true, score: true, band: true },
      }),
    ]);
  const { now } = replay;
  const report = reportRisk(now);
  const chosen = at && at < ctx.now ? await replay.inputAt(at) : null;
  const past = chosen && assessRisk(chosen);
  const before = past ? chosen : await replay.inputAt(weekBefore(replay, ctx.now));
  const stored = snapshots
    .reverse()
    .map((point) => ({ ...point, at: point.at.toISOString() }))
    .filter((point) => point.at < ctx.now.toISOString());
  const ownership = {
    teamId: deal.teamId,
    userId: deal.owner.id,
    assignedToId: deal.assignee?.id ?? null,
  };
  return {
    deal,
    risk: toRiskReportDto(report),
    events: log.events,
    moreEvents: log.nextCursor,
    meetings,
    comments,
    trail,
    readers,
    colleagues,
    history: [...stored, { at: ctx.now.toISOString(), score: report.score, band: report.band }],
    past: past && { at: past.at, score: past.score, band: past.band, reasons: past.reasons },
    move: before && toRiskMoveDto(explainMove(assessRisk(before), report)),
    material: await materialOf(replay),
    tried: now.deal.isClosed
      ? null
      : tryActions(
          now,
          (report.wayBack?.actions ?? []).map(({ type }) => type),
        ),
    calibration: now.norms.calibration,
    bands: now.policy.bands,
    workspace,
    can: {
      edit: can(ctx, "deal.edit", ownership),
      assign: deal.teamId !== null && can(ctx, "deal.assign", ownership),
      log: can(ctx, "deal.log_event", ownership),
      comment: can(ctx, "deal.comment", ownership),
      moderate: can(ctx, "deal.moderate", ownership),
      delete: can(ctx, "deal.delete", ownership),
    },
  };
}

async function materialOf(replay: DealReplay): Promise<ReplayMaterial | null> {
  const { deal, events, at } = replay.now;
  if (events.length > REPLAY_EVENTS) return null;
  const recorded = events.map(({ recordedAt }) => recordedAt);
  const from = new Date(Math.min(at, ...recorded));
  const rules = await loadRulesSince(db(), replay.deal, from, REPLAY_RULES);
  if (!rules) return null;
  const norms = rules.norms.map(({ since, value }) => ({ since, value: forScores(value) }));
  return { deal, events, norms, policies: rules.policies };
}

/** Score, band and reasons need neither the fit nor the values; they would be most of the weight. */
function forScores(norms: RiskNorms): RiskNorms {
  return { ...norms, value: null, calibration: null };
}
