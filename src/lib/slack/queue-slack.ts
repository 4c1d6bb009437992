import { loadDeals } from "#lib/deals/load-deals.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import type { DomainEvent } from "#lib/events/domain-event.ts";
import { actorNameOf } from "#lib/events/origin.ts";
import { type PublicEventName, toPublicEvents } from "#lib/events/public-event.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { wakeLoop } from "#lib/jobs/work-loop.ts";
import { afterCommit, type Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { isWorse } from "#lib/risk/bands.ts";
import { postToSlackKind, SLACK_LOOP } from "#lib/slack/job-kinds.ts";
import { type Subjects, toFacts } from "#lib/slack/to-facts.ts";
import { withoutRecentRisks } from "#lib/slack/without-recent-risks.ts";

type Channel = { id: string; workspaceId: string; events: string[] };

/** Something to tell one channel. */
export type Telling = { slackId: string; event: PublicEventName; cause: DomainEvent };

/**
 * Writes down what has to be told in which channel, in the transaction of the cause. What one change
 * amounts to is told once in a channel, as the most telling of the events it listens to. Posting is
 * somebody else's work.
 */
export const queueSlack: Consumer = async (tx, origin, events) => {
  const news = events.filter((event) => possibleNames(event).length > 0);
  if (news.length === 0) return;
  const channels = await listeningChannels(tx, news);
  if (channels.length === 0) return;
  const heard = new Set(channels.map(({ workspaceId }) => workspaceId));
  const causes = news.filter(({ workspaceId }) => heard.has(workspaceId));
  const subjects = await loadSubjects(tx, causes);
  const byWorkspace = Map.groupBy(channels, ({ workspaceId }) => workspaceId);
  const tellings = causes.flatMap((cause) => {
    const names = namesOf(cause, subjects.deals.get(cause.dealId ?? ""), origin.now);
    return (byWorkspace.get(cause.workspaceId) ?? []).flatMap((channel): Telling[] => {
      const event = names.findLast((name) => channel.events.includes(name));
      return event ? [{ slackId: channel.id, event, cause }] : [];
    });
  });
  const rows = (await withoutRecentRisks(tx, tellings, subjects.deals, origin.now)).flatMap(
    ({ slackId, event, cause }) => {
      const data = toFacts(cause, subjects, actorNameOf(origin));
      return data ? [{ slackId, event, dealId: cause.dealId, data }] : [];
    },
  );
  if (rows.length === 0) return;
  await insertRows(
    tx,
    "SlackMessage",
    rows.map((row) => ({
      ...row,
      id: newId(origin.now),
      status: "pending",
      attemptCount: 0,
      nextAttemptAt: origin.now,
      createdAt: origin.now,
    })),
  );
  for (const slackId of new Set(rows.map((row) => row.slackId))) {
    await enqueue(tx, postToSlackKind, { slackId }, { key: slackId });
  }
  afterCommit(tx, () => wakeLoop(SLACK_LOOP));
};

/** What an event may be told as, whatever is known of its deal; least telling first. */
function possibleNames(event: DomainEvent): PublicEventName[] {
  if (event.name === "deal.woken") return event.snoozedBand === null ? [] : ["deal.at_risk"];
  return toPublicEvents(event).map(({ name }) => name);
}

/** A snoozed deal raises no alert; one that got worse meanwhile does when it wakes. */
function namesOf(event: DomainEvent, deal: DealDto | undefined, now: Date): PublicEventName[] {
  const names = possibleNames(event);
  if (!names.includes("deal.at_risk")) return names;
  if (event.name === "deal.woken") {
    return deal && event.snoozedBand && isWorse(event.snoozedBand, deal.risk.band) ? names : [];
  }
  const isSnoozed = deal?.snoozedUntil && Date.parse(deal.snoozedUntil) > now.getTime();
  return isSnoozed ? [] : names;
}

function listeningChannels(tx: Tx, news: readonly DomainEvent[]): Promise<Channel[]> {
  return tx.slackIntegration.findMany({
    where: {
      workspaceId: { in: [...new Set(news.map(({ workspaceId }) => workspaceId))] },
      isActive: true,
      events: { hasSome: [...new Set(news.flatMap(possibleNames))] },
    },
    select: { id: true, workspaceId: true, events: true },
    orderBy: { id: "asc" },
  });
}

async function loadSubjects(tx: Tx, causes: readonly DomainEvent[]): Promise<Subjects> {
  const dealIds = causes.flatMap(({ dealId }) => dealId ?? []);
  const userIds = causes.flatMap((cause) => {
    if ("userId" in cause) return cause.userId;
    const { from, to } = ("fields" in cause && cause.fields.assigneeId) || { from: null, to: null };
    return [from, to].filter((id) => typeof id === "string");
  });
  const teamIds = causes.flatMap((cause) => (cause.dealId === null ? cause.workspaceId : []));
  const deals = await loadDeals(tx, dealIds);
  const [people, teams] = [
    userIds.length === 0
      ? []
      : await tx.user.findMany({
          where: { id: { in: userIds } },
          select: { id: true, name: true },
        }),
    teamIds.length === 0
      ? []
      : await tx.team.findMany({
          where: { id: { in: teamIds } },
          select: { id: true, name: true },
        }),
  ];
  return {
    deals,
    people: new Map(people.map(({ id, name }) => [id, name])),
    teams: new Map(teams.map(({ id, name }) => [id, name])),
  };
}
