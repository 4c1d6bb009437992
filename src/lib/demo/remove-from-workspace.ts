import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import { workspaceById } from "#lib/access/workspace.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { deleteDemoRecords } from "#lib/demo/delete-demo-records.ts";
import { type DemoCounts, hasDemoData } from "#lib/demo/schema.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { transaction } from "#lib/platform/db.ts";
import { refreshNormsKind } from "#lib/risk/store/job-kinds.ts";

const TIMEOUT_MS = 120_000;

/**
 * Takes the generated records out of one workspace; those of others stay. What is usual there is
 * computed anew without them.
 *
 * @throws AppError not_found for a workspace that is not the actor's, forbidden unless they lead it.
 */
export async function removeFromWorkspace(ctx: Context, workspaceId: string): Promise<DemoCounts> {
  const { teamId } = workspaceById(ctx, workspaceId);
  if (teamId !== null) requireTeam(ctx, teamId, "team.configure");
  return transaction(
    async (tx) => {
      const removed = await deleteDemoRecords(tx, workspaceId);
      if (!hasDemoData(removed)) return removed;
      await enqueue(tx, refreshNormsKind, { workspaceId }, { key: workspaceId });
      await recordAudit(tx, ctx, {
        workspaceId,
        action: "demo_data.removed",
        metadata: removed,
      });
      return removed;
    },
    { timeout: TIMEOUT_MS },
  );
}
