import { CONSUMERS } from "#lib/events/consumers.ts";
import type { DomainEvent } from "#lib/events/domain-event.ts";
import type { Origin } from "#lib/events/origin.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";

/**
 * Records what happened and lets every consumer follow it up, all in the caller's transaction: either
 * the change and everything that comes of it is there, or nothing is. What follows from an event (a
 * call changes the band of a deal) is recorded in the same way.
 */
export async function recordDomainEvents(
  tx: Tx,
  origin: Origin,
  events: readonly DomainEvent[],
): Promise<void> {
  let pending = events;
  while (pending.length > 0) {
    await insertRows(
      tx,
      "DomainEvent",
      pending.map(({ workspaceId, dealId, occurredAt, name, ...payload }) => ({
        workspaceId,
        dealId,
        occurredAt,
        name,
        actorId: origin.user?.id ?? null,
        requestId: origin.requestId,
        payload,
      })),
    );
    const following: DomainEvent[] = [];
    for (const consume of CONSUMERS) {
      following.push(...((await consume(tx, origin, pending)) ?? []));
    }
    pending = following;
  }
}
