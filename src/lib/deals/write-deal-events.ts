import type { Consumer } from "#lib/events/consumers.ts";
import { type DealChange, type DealDomainEvent, isDealEvent } from "#lib/events/domain-event.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";

/** Keeps the deal's event log: every change of its record becomes an entry there. */
export const writeDealEvents: Consumer = async (tx, origin, events) => {
  const rows = events.filter(isDealEvent).flatMap((event) =>
    changesOf(event).map(({ type, payload, occurredAt, externalId }) => ({
      id: newId(origin.now),
      dealId: event.dealId,
      type,
      occurredAt: occurredAt ?? event.occurredAt,
      externalId: externalId ?? null,
      recordedAt: origin.now,
      source: event.name === "deal.imported" ? event.source : "system",
      actorId: origin.user?.id ?? null,
      payload,
    })),
  );
  await insertRows(tx, "DealEvent", rows, { skipKnown: true });
};

function changesOf(event: DealDomainEvent): readonly DealChange[] {
  switch (event.name) {
    case "deal.created":
      return [event.change];
    case "deal.updated":
    case "deal.imported":
      return event.changes;
    default:
      return [];
  }
}
