import type { Consumer } from "#lib/events/consumers.ts";
import type { DealChange, DomainEvent } from "#lib/events/domain-event.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";

/** Keeps the deal's event log: every change of its record becomes an entry there. */
export const writeDealEvents: Consumer = async (tx, ctx, events) => {
  const rows = events.flatMap((event) =>
    changesOf(event).map(({ type, payload, occurredAt, externalId }) => ({
      id: newId(ctx.now),
      dealId: event.dealId,
      type,
      occurredAt: occurredAt ?? event.occurredAt,
      externalId: externalId ?? null,
      recordedAt: ctx.now,
      source: event.name === "deal.imported" ? "csv" : "system",
      actorId: ctx.user.id,
      payload,
    })),
  );
  await insertRows(tx, "DealEvent", rows, { skipKnown: true });
};

function changesOf(event: DomainEvent): readonly DealChange[] {
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
