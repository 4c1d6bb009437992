import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";
import { STAGE_LABELS } from "#lib/deals/stages.ts";
import type { DealDomainEvent } from "#lib/events/domain-event.ts";
import { actorNameOf, type Origin } from "#lib/events/origin.ts";
import { commentExcerpt, commentKey } from "#lib/notifications/comment-excerpt.ts";
import {
  type Audience,
  type AudienceDeal,
  type AudienceWorkspace,
  leadersOf,
  type Member,
  type Person,
  peopleOf,
  readers,
} from "#lib/notifications/load-audience.ts";
import type { Notice, NoticePayload } from "#lib/notifications/notice.ts";
import { dayText } from "#lib/platform/calendar-day.ts";
import { BAND_LABELS, isWorse } from "#lib/risk/bands.ts";
import { DAY_MS } from "#lib/risk/constants.ts";
import type { Band } from "#lib/risk/types.ts";

/** A deal that flaps is told of once for each band in this time. */
export const COOL_DOWN_MS = DAY_MS;

type Scene = {
  origin: Origin;
  deal: AudienceDeal;
  workspace: AudienceWorkspace;
  isOfRun: boolean;
};
type Telling = Pick<Notice, "kind" | "title" | "body" | "dedupeKey"> & { payload?: NoticePayload };

/** What something that happened to a deal gives its people to hear. */
export function dealNotices(
  event: DealDomainEvent,
  origin: Origin,
  { deals, workspaces, people }: Audience,
): Notice[] {
  const deal = deals.get(event.dealId);
  const workspace = workspaces.get(event.workspaceId);
  if (!deal || !workspace) return [];
  const isOfRun = origin.user === null || event.name === "deal.imported";
  const scene = { origin, deal, workspace, isOfRun };
  switch (event.name) {
    case "deal.band_changed":
      return isWorse(event.from, event.to) ? atRisk(scene, event.to, event.reasons) : [];
    case "deal.woken": {
      const { snoozedBand } = event;
      if (!snoozedBand || !isWorse(snoozedBand, deal.riskBand)) return [];
      return withoutActor(scene, atRisk(scene, deal.riskBand, deal.riskReasons));
    }
    case "deal.action_overdue":
      return overdue(scene, event);
    case "deal.created":
      return assigned(scene, { assignee: true, owner: false });
    case "deal.updated":
      return changed(scene, event, `v${event.version}`);
    case "deal.imported":
      return event.outcome === "created"
        ? assigned(scene, { assignee: true, owner: false })
        : changed(scene, event, String(origin.now.getTime()));
    case "deal.commented":
    case "deal.comment_edited":
      return commented(scene, event, [...people.values()]);
    default:
      return [];
  }
}

/** The news is the band, so whoever caused it hears of it too. */
function atRisk(scene: Scene, band: Band, reasons: readonly string[]): Notice[] {
  const { deal, workspace, origin } = scene;
  if (!deal.isOpen || isSnoozed(scene)) return [];
  // Two moments of one period are nearer than the cool-down, so the key never holds back what is due.
  const period = Math.floor(origin.now.getTime() / COOL_DOWN_MS);
  return tell(scene, [...peopleOf(deal, workspace), ...leadersOf(deal, workspace)], {
    kind: "deal_at_risk",
    title: `${deal.name} is now ${BAND_LABELS[band]}`,
    body: reasons[0] ?? "",
    payload: { band },
    dedupeKey: `deal_at_risk:${deal.id}:${band}:${period}`,
  });
}

function overdue(scene: Scene, { label, dueAt }: { label: string; dueAt: string }): Notice[] {
  const { deal, workspace, origin } = scene;
  if (!deal.isOpen || isSnoozed(scene)) return [];
  // The end of a day is the first moment of the next one, and belongs to the day.
  const lastMoment = new TZDate(Date.parse(dueAt) - 1, workspace.timezone);
  const day = dayText(format(lastMoment, "yyyy-MM-dd"), origin.now, workspace.timezone);
  return tell(scene, peopleOf(deal, workspace), {
    kind: "action_overdue",
    title: `${deal.name} has an overdue action`,
    body: `${label}. It was due on ${day}.`,
    payload: { dueAt, label },
    dedupeKey: `action_overdue:${deal.id}:${Date.parse(dueAt)}`,
  });
}

/** A stage that moved and people who are newly responsible; `which` tells this change from others. */
function changed(
  scene: Scene,
  { changes }: Pick<Extract<DealDomainEvent, { name: "deal.updated" }>, "changes">,
  which: string,
): Notice[] {
  const { deal, workspace, origin } = scene;
  const has = (type: "assignee_changed" | "owner_changed") =>
    changes.some((change) => change.type === type);
  const notices = assigned(
    scene,
    { assignee: has("assignee_changed"), owner: has("owner_changed") },
    which,
  );
  // A file may tell of several moves: where the deal came from and where it is now.
  const moves = changes.filter((change) => change.type === "stage_changed");
  const from = moves[0]?.payload.from;
  if (!from || from === deal.stage) return notices;
  const moved = tell(scene, [...peopleOf(deal, workspace), ...leadersOf(deal, workspace)], {
    kind: "stage_change",
    title: `${deal.name} moved to ${STAGE_LABELS[deal.stage]}`,
    body: `${actorNameOf(origin)} moved it from ${STAGE_LABELS[from]}.`,
    payload: { from, to: deal.stage },
    dedupeKey: `stage_change:${deal.id}:${which}`,
  });
  return [...notices, ...withoutActor(scene, moved)];
}

/** Closed deals are no work: whoever inherits them is not told of each. */
function assigned(
  scene: Scene,
  isNew: { assignee: boolean; owner: boolean },
  which = "v1",
): Notice[] {
  const { deal, workspace, origin } = scene;
  if (!deal.isOpen) return [];
  const by = actorNameOf(origin);
  const state = `It is in ${STAGE_LABELS[deal.stage]}, and its risk is ${BAND_LABELS[deal.riskBand]}.`;
  const assignee = isNew.assignee ? deal.assignedToId : null;
  const owner = isNew.owner && deal.userId !== assignee ? deal.userId : null;
  const common = { kind: "deal_assigned", dedupeKey: `deal_assigned:${deal.id}:${which}` } as const;
  return withoutActor(scene, [
    ...tell(scene, readers(deal, workspace, [assignee]), {
      ...common,
      title: `${deal.name} is assigned to you`,
      body: `${by} assigned it. ${state}`,
    }),
    ...tell(scene, readers(deal, workspace, [owner]), {
      ...common,
      title: `${deal.name} is yours now`,
      body: `${by} made you its owner. ${state}`,
    }),
  ]);
}

/** Whoever is named hears that, and owner and assignee that there is a comment. */
function commented(
  scene: Scene,
  event: Extract<DealDomainEvent, { name: "deal.commented" | "deal.comment_edited" }>,
  people: readonly Person[],
): Notice[] {
  const { deal, workspace, origin } = scene;
  const by = actorNameOf(origin);
  const common = {
    kind: "team_activity",
    body: commentExcerpt(event.body, people),
    payload: { commentId: event.commentId },
    dedupeKey: commentKey(event.commentId),
  } as const;
  const mentioned = readers(deal, workspace, event.mentions);
  const others =
    event.name === "deal.commented"
      ? peopleOf(deal, workspace).filter((person) => !mentioned.includes(person))
      : [];
  return withoutActor(scene, [
    ...tell(scene, mentioned, { ...common, title: `${by} mentioned you on ${deal.name}` }),
    ...tell(scene, others, { ...common, title: `${by} commented on ${deal.name}` }),
  ]);
}

function tell({ deal, isOfRun }: Scene, people: readonly Member[], telling: Telling): Notice[] {
  const { payload, ...words } = telling;
  return [...new Set(people)].map(({ id }) => ({
    ...words,
    userId: id,
    teamId: deal.teamId,
    dealId: deal.id,
    payload: { workspaceId: deal.workspaceId, ...payload },
    isOfRun,
  }));
}

function withoutActor({ origin }: Scene, notices: readonly Notice[]): Notice[] {
  return notices.filter(({ userId }) => userId !== origin.user?.id);
}

function isSnoozed({ deal, origin }: Scene): boolean {
  return deal.snoozedUntil !== null && deal.snoozedUntil > origin.now;
}
