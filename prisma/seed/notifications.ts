import type { Prisma } from "#generated/prisma/client.ts";
import { isClosedStage, STAGE_LABELS } from "#lib/deals/stages.ts";
import { DAY_MS } from "#lib/risk/constants.ts";
import type { CompanyPlan } from "./build-company.ts";
import type { StoryRows } from "./story.ts";

type Notice = Pick<Prisma.NotificationCreateManyInput, "kind" | "title" | "body"> & { at: Date };

/** Notifications go back this far; older ones than UNREAD_DAYS have been read. */
const KEPT_DAYS = 14;
const UNREAD_DAYS = 3;

/** What people have been told lately about their deals, and leaders about closed ones. */
export function notificationsOf(
  plan: CompanyPlan,
  stories: readonly StoryRows[],
  snapshots: readonly Prisma.RiskSnapshotCreateManyInput[],
  { now, newId }: { now: Date; newId: () => string },
): Prisma.NotificationCreateManyInput[] {
  const since = now.getTime() - KEPT_DAYS * DAY_MS;
  const historyOf = Map.groupBy(snapshots, ({ dealId }) => dealId);
  const leaders = plan.members.filter(({ role }) => role === "owner" || role === "admin");
  return stories.flatMap(({ deal }) => {
    const concerned = [deal.userId, deal.assignedToId].filter((id) => typeof id === "string");
    const told = deal.isOpen
      ? [turnedHigh(deal, historyOf.get(deal.id) ?? []), stepOverdue(deal, now)]
      : [closed(deal)];
    const readers = deal.isOpen ? concerned : leaders.map(({ id }) => id);
    return told
      .filter((notice) => notice !== null)
      .filter(({ at }) => at.getTime() >= since && at < now)
      .flatMap(({ at, ...notice }) =>
        readers.map((userId) => ({
          ...notice,
          id: newId(),
          userId,
          teamId: plan.team.id,
          dealId: deal.id,
          dedupeKey: `${notice.kind}:${deal.id}:${at.getTime()}`,
          readAt: now.getTime() - at.getTime() > UNREAD_DAYS * DAY_MS ? at : null,
          createdAt: at,
        })),
      );
  });
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
  return {
    kind: "deal_at_risk",
    title: `${deal.name} is now High`,
    body: reason ?? "",
    at: new Date(snapshot.at),
  };
}

function stepOverdue(deal: StoryRows["deal"], now: Date): Notice | null {
  if (!deal.nextStepDueOn || new Date(deal.nextStepDueOn) > now) return null;
  return {
    kind: "action_overdue",
    title: `Next step overdue: ${deal.nextStep}`,
    body: deal.name,
    // The morning after the day on which it was due.
    at: new Date(new Date(deal.nextStepDueOn).getTime() + 1.3 * DAY_MS),
  };
}

function closed(deal: StoryRows["deal"]): Notice | null {
  if (!isClosedStage(deal.stage) || !deal.closedAt) return null;
  return {
    kind: "stage_change",
    title: `${deal.name} moved to ${STAGE_LABELS[deal.stage]}`,
    body: `${deal.company}, ${deal.location}`,
    at: new Date(deal.closedAt),
  };
}
