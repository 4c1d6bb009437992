import type { Prisma } from "#generated/prisma/client.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import type { DomainEvent } from "#lib/events/domain-event.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";

/** Keeps the audit trail: who did what to the deal, before and after. */
export const writeTimeline: Consumer = async (tx, ctx, events) => {
  await insertRows(
    tx,
    "DealTimeline",
    events.map((event) => ({
      id: newId(ctx.now),
      dealId: event.dealId,
      actorId: ctx.user.id,
      actorName: ctx.user.name,
      action: event.name,
      requestId: ctx.requestId,
      occurredAt: ctx.now,
      before: null,
      after: null,
      ...beforeAndAfter(event),
    })),
  );
};

/** The two sides of an entry, in the words of the API. */
export function beforeAndAfter(event: DomainEvent): {
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
      return { after: { added: event.added } };
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
