import type { Prisma } from "#generated/prisma/client.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import type { DealChange, DomainEvent } from "#lib/events/domain-event.ts";

/** Keeps the deal's event log: every change of its record becomes an entry there. */
export const writeDealEvents: Consumer = async (tx, ctx, events) => {
  const data: Prisma.DealEventCreateManyInput[] = events.flatMap((event) =>
    changesOf(event).map(({ type, payload, occurredAt, externalId }) => ({
      dealId: event.dealId,
      type,
      occurredAt: occurredAt ?? event.occurredAt,
      externalId: externalId ?? null,
      recordedAt: ctx.now,
      source: event.name === "deal.imported" ? "csv" : "system",
      actorId: ctx.user.id,
      payload: payload as Prisma.InputJsonObject,
    })),
  );
  if (data.length > 0) await tx.dealEvent.createMany({ data, skipDuplicates: true });
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
