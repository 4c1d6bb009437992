import type { Consumer } from "#lib/events/consumers.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { refreshNormsKind } from "#lib/risk/store/job-kinds.ts";

/**
 * A team's currency decides which deals count as large, its zone when a day is over: its open deals are
 * due for the next refresh when one of them changes, and so are its norms for another currency.
 */
export const reassessOnTeamChange: Consumer = async (tx, origin, events) => {
  for (const event of events) {
    if (event.name !== "team.updated") continue;
    const { workspaceId, fields } = event;
    if (fields.currency) {
      await enqueue(tx, refreshNormsKind, { workspaceId }, { key: workspaceId });
    }
    if (!fields.currency && !fields.timezone) continue;
    // In the order of their ids, as everybody else locks deals.
    await tx.$executeRaw`
      UPDATE "Deal" SET "riskValidUntil" = ${origin.now}
      WHERE id IN (
        SELECT id FROM "Deal"
        WHERE "workspaceId" = ${workspaceId} AND "isOpen" AND "deletedAt" IS NULL
        ORDER BY id FOR UPDATE)`;
  }
};
