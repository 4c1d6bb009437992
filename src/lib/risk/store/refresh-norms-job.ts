import { z } from "zod";
import { isClosedStage } from "#lib/deals/stages.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import type { DealChange, DomainEvent } from "#lib/events/domain-event.ts";
import { defineJob } from "#lib/jobs/define-job.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { refreshNorms } from "#lib/risk/store/refresh-norms.ts";

export const refreshNormsJob = defineJob({
  name: "refresh-norms",
  schema: z.object({ workspaceId: z.string() }),
  retry: { limit: 3, delaySeconds: 10 },
  isCollapsed: true,
  handle: ({ workspaceId }, { now }) => refreshNorms(workspaceId, now),
});

/** A closed deal changes what is normal: its workspace's norms are computed anew, once for a burst. */
export const refreshNormsOnClose: Consumer = async (tx, _ctx, events) => {
  const workspaceIds = new Set(events.filter(closesOrReopens).map((event) => event.workspaceId));
  for (const workspaceId of workspaceIds) {
    await enqueue(tx, refreshNormsJob, { workspaceId }, { key: workspaceId });
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
