import type { Prisma } from "#generated/prisma/client.ts";
import { isClosedStage, STAGE_LABELS, type Stage } from "#lib/deals/stages.ts";
import { COOL_DOWN_MS } from "#lib/notifications/deal-notices.ts";
import type { NoticePayload } from "#lib/notifications/notice.ts";
import { DEFAULT_PREFERENCES } from "#lib/notifications/preferences.ts";
import { dayText } from "#lib/platform/calendar-day.ts";
import { toMoment } from "#lib/platform/local-time.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import { DAY_MS } from "#lib/risk/constants.ts";
import type { CompanyPlan } from "./build-company.ts";
import type { StoryRows } from "./story.ts";

type Notice = Pick<Prisma.NotificationCreateManyInput, "kind" | "title" | "body" | "dedupeKey"> & {
  payload: NoticePayload;
  at: Date;
};

/** Notifications go back this far; older ones than UNREAD_DAYS have been read. */
const KEPT_DAYS = 14;
const UNREAD_DAYS = 3;

/** Owners and admins of the demo want to hear about everybody's deals. */
export function settingsOf(plan: CompanyPlan): Prisma.NotificationSettingsCreateManyInput[] {
  return leadersOf(plan).map(({ id }) => ({
    userId: id,
    preferences: { ...DEFAULT_PREFERENCES, scope: "team" },
  }));
}

/** What people have been told lately, in the words and under the keys of the app. */
export function notificationsOf(
  plan: CompanyPlan,
  stories: readonly StoryRows[],
  snapshots: readonly Prisma.RiskSnapshotCreateManyInput[],
  { now, newId }: { now: Date; newId: () => string },
): Prisma.NotificationCreateManyInput[] {
  const since = now.getTime() - KEPT_DAYS * DAY_MS;
  const historyOf = Map.groupBy(snapshots, ({ dealId }) => dealId);
  const leaders = leadersOf(plan).map(({ id }) => id);
  return stories.flatMap((story) => {
    const { deal } = story;
    const mine = [deal.userId, deal.assignedToId].filter((id) => typeof id === "string");
    const told = deal.isOpen
      ? [turnedHigh(deal, historyOf.get(deal.id) ?? []), stepOverdue(deal, plan, now)]
      : [closed(story, plan)];
    return told
      .filter((notice) => notice !== null)
      .filter(({ at }) => at.getTime() >= since && at < now)
      .flatMap(({ at, payload, ...notice }) => {
        const all = notice.kind === "action_overdue" ? mine : [...mine, ...leaders];
        const readers = new Set(notice.kind === "stage_change" ? leaders : all);
        return [...readers].map((userId) => ({
          ...notice,
          id: newId(),
          userId,
          teamId: plan.team.id,
          dealId: deal.id,
          payload: { workspaceId: plan.team.id, ...payload },
          readAt: now.getTime() - at.getTime() > UNREAD_DAYS * DAY_MS ? at : null,
          createdAt: at,
        }));
      });
  });
}

function leadersOf({ members }: CompanyPlan): CompanyPlan["members"] {
  return members.filter(({ role }) => role === "owner" || role === "admin");
}

function turnedHigh(
  deal: StoryRows["deal"],
  history: readonly Prisma.RiskSnapshotCreateManyInput[],
): Notice | null {
  const last = history.findLastIndex(
    ({ band }, index) => band === "high" && index > 0 && history[index - 1]?.band !== "high",
  );
  const snapshot = history[last];
  if (!snapshot) return null;
  const [reason] = Array.isArray(snapshot.reasons) ? snapshot.reasons : [];
  const at = new Date(snapshot.at);
  return {
    kind: "deal_at_risk",
    title: `${deal.name} is now ${BAND_LABELS.high}`,
    body: reason ?? "",
    payload: { band: "high" },
    dedupeKey: `deal_at_risk:${deal.id}:high:${Math.floor(at.getTime() / COOL_DOWN_MS)}`,
    at,
  };
}

function stepOverdue(
  deal: StoryRows["deal"],
  { team: { timezone } }: CompanyPlan,
  now: Date,
): Notice | null {
  if (!deal.nextStepDueOn || new Date(deal.nextStepDueOn) > now) return null;
  const dueOn = new Date(deal.nextStepDueOn).toISOString().slice(0, 10);
  const dueAt = toMoment(`${dueOn}T24:00`, timezone);
  const label = "Do the overdue next step, or agree a new date";
  return {
    kind: "action_overdue",
    title: `${deal.name} has an overdue action`,
    body: `${label}. It was due on ${dayText(dueOn, now, timezone)}.`,
    payload: { label, dueAt },
    dedupeKey: `action_overdue:${deal.id}:${Date.parse(dueAt)}`,
    // The morning after.
    at: new Date(Date.parse(dueAt) + 0.3 * DAY_MS),
  };
}

function closed({ deal, events }: StoryRows, { members }: CompanyPlan): Notice | null {
  if (!isClosedStage(deal.stage) || !deal.closedAt) return null;
  const last = events.findLast(({ type }) => type === "stage_changed");
  const { from } = (last?.payload ?? {}) as { from?: Stage };
  const seller = members.find(({ id }) => id === deal.userId);
  return {
    kind: "stage_change",
    title: `${deal.name} moved to ${STAGE_LABELS[deal.stage]}`,
    body: from && seller ? `${seller.name} moved it from ${STAGE_LABELS[from]}.` : "",
    payload: { ...(from ? { from } : {}), to: deal.stage },
    dedupeKey: `stage_change:${deal.id}:v${deal.version ?? 1}`,
    at: new Date(deal.closedAt),
  };
}
