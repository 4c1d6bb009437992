import type { Origin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";

/** What the log of a deal is to know about a meeting that belongs to it. */
export type MeetingNews =
  /** `from`: the start that it was moved away from. */
  { kind: "planned"; from: Date | null } | { kind: "cancelled" } | { kind: "held" };

export type LoggedMeeting = {
  id: string;
  workspaceId: string;
  dealId: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
};

/**
 * Writes news of meetings into the logs of their deals and lets the risk answer. Each piece of news has
 * an id of its own, so that telling it again changes nothing.
 */
export async function noteInLog(
  tx: Tx,
  origin: Origin,
  source: "google_calendar" | "manual",
  news: readonly (MeetingNews & { meeting: LoggedMeeting })[],
): Promise<void> {
  if (news.length === 0) return;
  const rows = news.map((entry) => ({
    id: newId(origin.now),
    dealId: entry.meeting.dealId,
    recordedAt: origin.now,
    source,
    actorId: origin.user?.id ?? null,
    ...rowOf(entry, origin.now),
  }));
  await insertRows(tx, "DealEvent", rows, { skipKnown: true });
  const dealIds = Map.groupBy(news, ({ meeting }) => meeting.dealId);
  await recordDomainEvents(
    tx,
    origin,
    [...dealIds].map(([dealId, of]) => ({
      name: "deal.touchpoints_synced",
      workspaceId: of[0]?.meeting.workspaceId ?? "",
      dealId,
      occurredAt: origin.now,
      added: of.length,
    })),
  );
}

function rowOf(entry: MeetingNews & { meeting: LoggedMeeting }, now: Date) {
  const { id, title, startsAt, endsAt } = entry.meeting;
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  switch (entry.kind) {
    case "held":
      return {
        type: "meeting_held",
        direction: "two_way",
        occurredAt: startsAt,
        externalId: `meeting:${id}:held`,
        payload: { note: title, ...times },
      };
    case "cancelled":
      return {
        type: "other",
        direction: null,
        occurredAt: now,
        externalId: `meeting:${id}:cancelled:${startsAt.getTime()}`,
        payload: { note: `Meeting cancelled: ${title}`, from: startsAt.toISOString() },
      };
    case "planned":
      return {
        type: "meeting_scheduled",
        direction: "two_way",
        occurredAt: now,
        externalId: `meeting:${id}:${startsAt.getTime()}:${entry.from?.getTime() ?? "new"}`,
        payload: {
          note: title,
          ...times,
          ...(entry.from ? { from: entry.from.toISOString() } : {}),
        },
      };
  }
}
