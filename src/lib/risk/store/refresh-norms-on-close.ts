import { isClosedStage } from "#lib/deals/stages.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import type { DealChange, DomainEvent } from "#lib/events/domain-event.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { refreshNormsKind } from "#lib/risk/store/job-kinds.ts";

/** A closed deal changes what is normal: its workspace's norms are computed anew, once for a burst. */
export const refreshNormsOnClose: Consumer = async (tx, _origin, events) => {
  const workspaceIds = new Set(events.filter(closesOrReopens).map((event) => event.workspaceId));
  // Sorted, because transactions wait for each other at the same key of the queue.
  for (const workspaceId of [...workspaceIds].sort()) {
    await enqueue(tx, refreshNormsKind, { workspaceId }, { key: workspaceId });
  }
};

function closesOrReopens(event: DomainEvent): boolean {
  switch (event.name) {
    case "deal.history_imported":
      return true;
    case "deal.imported":
      return true;
    case "deal.updated":
      return event.changes.some(touchesClosedStage);
    case "deal.created":
      return touchesClosedStage(event.change);
    default:
      return false;
  }
}

function touchesClosedStage(change: DealChange): boolean {
  if (change.type === "deal_created") return isClosedStage(change.payload.stage);
  if (change.type !== "stage_changed") return false;
  return isClosedStage(change.payload.from) || isClosedStage(change.payload.to);
}
