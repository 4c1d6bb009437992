import type { Context } from "#lib/access/context.ts";
import { CONSUMERS } from "#lib/events/consumers.ts";
import type { DomainEvent } from "#lib/events/domain-event.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";

/**
 * Records what happened and lets every consumer follow it up, all in the caller's transaction: either
 * the change and everything that comes of it is there, or nothing is.
 */
export async function recordDomainEvents(
  tx: Tx,
  ctx: Context,
  events: readonly DomainEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await insertRows(
    tx,
    "DomainEvent",
    events.map(({ workspaceId, dealId, occurredAt, name, ...payload }) => ({
      workspaceId,
      dealId,
      occurredAt,
      name,
      actorId: ctx.user.id,
      requestId: ctx.requestId,
      payload,
    })),
  );
  for (const consume of CONSUMERS) await consume(tx, ctx, events);
}
