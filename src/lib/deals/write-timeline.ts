import type { Prisma } from "#generated/prisma/client.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import { type DealDomainEvent, type DomainEvent, isDealEvent } from "#lib/events/domain-event.ts";
import { actorNameOf } from "#lib/events/origin.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";

/** What Sentinel finds out by itself; scores have a history of their own. */
const NOBODYS_DEED: ReadonlySet<DomainEvent["name"]> = new Set([
  "deal.band_changed",
  "deal.action_overdue",
]);

/** Keeps the audit trail: who did what to the deal, before and after. */
export const writeTimeline: Consumer = async (tx, origin, events) => {
  const deeds = events.filter(isDealEvent).filter(({ name }) => !NOBODYS_DEED.has(name));
  await insertRows(
    tx,
    "DealTimeline",
    deeds.map((event) => ({
      id: newId(origin.now),
      dealId: event.dealId,
      actorId: origin.user?.id ?? null,
      actorName: actorNameOf(origin),
      action: event.name,
      requestId: origin.requestId,
      occurredAt: origin.now,
      before: null,
      after: null,
      ...beforeAndAfter(event),
    })),
  );
};

/** The two sides of an entry, in the words of the API. */
export function beforeAndAfter(event: DealDomainEvent): {
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
} {
  switch (event.name) {
    case "deal.created":
      return { after: event.change.payload as Prisma.InputJsonObject };
    case "deal.updated":
      return { before: side(event.fields, "from"), after: side(event.fields, "to") };
    case "deal.touchpoint_logged":
      return { after: event.event as Prisma.InputJsonObject };
    case "deal.imported":
      if (event.outcome === "updated") {
        return { before: side(event.fields, "from"), after: side(event.fields, "to") };
      }
      return { after: { outcome: event.outcome, changes: event.changes as Prisma.InputJsonArray } };
    case "deal.history_imported":
    case "deal.touchpoints_synced":
      return { after: { added: event.added } };
    case "deal.commented":
    case "deal.comment_edited":
      return { after: { commentId: event.commentId, body: event.body, mentions: event.mentions } };
    case "deal.comment_deleted":
      return { before: { commentId: event.commentId } };
    case "deal.snoozed":
      return { after: { until: event.until, reason: event.reason } };
    default:
      return {};
  }
}

function side(
  fields: Record<string, { from: unknown; to: unknown }>,
  which: "from" | "to",
): Prisma.InputJsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, change]) => [
      name,
      (change[which] ?? null) as Prisma.InputJsonValue,
    ]),
  ) as Prisma.InputJsonObject;
}
