import type { Consumer } from "#lib/events/consumers.ts";
import { type DomainEvent, isDealEvent } from "#lib/events/domain-event.ts";
import { dealNotices } from "#lib/notifications/deal-notices.ts";
import { rewordComments, takeBackComments } from "#lib/notifications/follow-comments.ts";
import { loadAudience } from "#lib/notifications/load-audience.ts";
import { loadLastHour } from "#lib/notifications/load-last-hour.ts";
import { mailNotices } from "#lib/notifications/mail-notices.ts";
import { summariseBursts } from "#lib/notifications/summarise-bursts.ts";
import { withoutRecentlyTold } from "#lib/notifications/without-recently-told.ts";
import { workspaceNotices } from "#lib/notifications/workspace-notices.ts";
import { writeNotices } from "#lib/notifications/write-notices.ts";
import { tellPeople } from "#lib/realtime/tell-people.ts";
import { isWorse } from "#lib/risk/bands.ts";

/**
 * Tells the people concerned what happened, in the transaction of its cause and in a fixed number of
 * statements. Only those who may read the deal at that moment are told.
 */
export const notifyPeople: Consumer = async (tx, origin, events) => {
  await takeBackComments(tx, events);
  const news = events.filter(mayBeNews);
  if (news.length === 0) return;
  const audience = await loadAudience(tx, news);
  await rewordComments(tx, news, audience);
  const notices = news.flatMap((event) =>
    isDealEvent(event)
      ? dealNotices(event, origin, audience)
      : workspaceNotices(event, origin, audience),
  );
  const fresh = await withoutRecentlyTold(tx, notices, origin.now);
  const before = await loadLastHour(tx, fresh, origin.now);
  const gathered = summariseBursts(fresh, { deals: audience.deals, before, now: origin.now });
  const written = await writeNotices(tx, gathered, origin.now);
  await mailNotices(tx, written, audience, origin);
  // Their pages count by these.
  const oneMore = written.filter(({ isOneMore }) => isOneMore);
  await tellPeople(
    tx,
    oneMore.map(({ userId, id, kind }) => ({
      userId,
      name: "notification.created",
      data: { id, kind },
    })),
  );
};

/** Most of what happens concerns nobody else; it should not cost a look at who is there. */
function mayBeNews(event: DomainEvent): boolean {
  switch (event.name) {
    case "deal.band_changed":
      return isWorse(event.from, event.to);
    case "deal.updated":
      return event.changes.some(({ type }) => CHANGES_TOLD.has(type));
    case "deal.imported":
      return (
        event.outcome === "created" || event.changes.some(({ type }) => CHANGES_TOLD.has(type))
      );
    case "deal.woken":
      return event.snoozedBand !== null;
    case "deal.created":
    case "deal.commented":
    case "deal.comment_edited":
    case "deal.action_overdue":
    case "team.member_added":
    case "team.member_removed":
    case "team.role_changed":
    case "team.deleted":
    case "webhook.disabled":
    case "slack.disabled":
    case "sync.failed":
      return true;
    default:
      return false;
  }
}

const CHANGES_TOLD: ReadonlySet<string> = new Set([
  "stage_changed",
  "assignee_changed",
  "owner_changed",
]);
