import type { DealChange, DealDomainEvent, FieldChanges } from "#lib/events/domain-event.ts";
import type { Origin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";

/** Deals changed by one round of statements: enough to make them cheap, few enough to hold in memory. */
const BATCH = 500;

export type HandOver = {
  teamId: string;
  /** Who goes; the caller has ended their membership already, so nothing is given to them meanwhile. */
  from: string;
  /** The new owner of what they own. */
  ownedTo: string;
  /** The new assignee of what is assigned to them; null for nobody. */
  assignedTo: string | null;
};

type HandedDeal = {
  id: string;
  workspaceId: string;
  version: number;
  wasOwner: boolean;
  wasAssignee: boolean;
};

/**
 * Gives somebody's deals of a team to others, deleted ones too: who brings one back finds it in the
 * hands of somebody who is there. Each change is in the deal's event log and trail like any other.
 */
export async function handOverDeals(tx: Tx, origin: Origin, handOver: HandOver): Promise<void> {
  const { ownedTo, assignedTo } = handOver;
  for (;;) {
    const deals = await takeBatch(tx, handOver);
    if (deals.length === 0) return;
    const idsOf = (has: (deal: HandedDeal) => boolean) => deals.filter(has).map(({ id }) => id);
    await tx.$executeRaw`
      UPDATE "Deal" SET
        "userId" = CASE WHEN id = ANY(${idsOf((deal) => deal.wasOwner)}) THEN ${ownedTo} ELSE "userId" END,
        "assignedToId" = CASE WHEN id = ANY(${idsOf((deal) => deal.wasAssignee)}) THEN ${assignedTo} ELSE "assignedToId" END,
        version = version + 1, "updatedAt" = ${origin.now}
      WHERE id = ANY(${idsOf(() => true)})`;
    await recordDomainEvents(
      tx,
      origin,
      deals.map((deal) => toEvent(origin, deal, handOver)),
    );
  }
}

/** Those that come next in the order of their ids, as everybody else locks deals. */
function takeBatch(tx: Tx, { teamId, from }: HandOver): Promise<HandedDeal[]> {
  return tx.$queryRaw<HandedDeal[]>`
    SELECT id, "workspaceId", version, "userId" = ${from} AS "wasOwner",
      COALESCE("assignedToId" = ${from}, false) AS "wasAssignee"
    FROM "Deal"
    WHERE "teamId" = ${teamId} AND ("userId" = ${from} OR "assignedToId" = ${from})
    ORDER BY id LIMIT ${BATCH} FOR UPDATE`;
}

function toEvent(
  origin: Origin,
  { id, workspaceId, version, wasOwner, wasAssignee }: HandedDeal,
  { from, ownedTo, assignedTo }: HandOver,
): DealDomainEvent {
  const fields: FieldChanges = {};
  const changes: DealChange[] = [];
  if (wasOwner) {
    const payload = { from, to: ownedTo };
    fields.ownerId = payload;
    changes.push({ type: "owner_changed", payload });
  }
  if (wasAssignee) {
    const payload = { from, to: assignedTo };
    fields.assigneeId = payload;
    changes.push({ type: "assignee_changed", payload });
  }
  return {
    name: "deal.updated",
    workspaceId,
    dealId: id,
    occurredAt: origin.now,
    fields,
    changes,
    version: version + 1,
  };
}
