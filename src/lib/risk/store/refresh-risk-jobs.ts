import { z } from "zod";
import { defineJob, type JobDefinition } from "#lib/jobs/define-job.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { applyRules } from "#lib/risk/store/apply-rules.ts";
import { refreshDueRisk } from "#lib/risk/store/refresh-risk.ts";

/** Deals whose band has changed by time alone; runs by schedule. */
export const refreshDueRiskJob = defineJob({
  name: "refresh-due-risk",
  schema: z.object({}),
  retry: { limit: 0, delaySeconds: 0 },
  isCollapsed: true,
  handle: (_data, run) => refreshDueRisk(run),
});

/** Jobs queued for one workspace: as many instances can work on it at once. */
const SHARES = 2;

/** The open deals of a workspace whose result was made by norms or a policy no longer in force. */
export const refreshWorkspaceRiskJob: JobDefinition<{ workspaceId: string; share: number }> =
  defineJob({
    name: "refresh-workspace-risk",
    schema: z.object({ workspaceId: z.string(), share: z.number().int() }),
    retry: { limit: 3, delaySeconds: 10 },
    isCollapsed: true,
    handle: async ({ workspaceId, share }, run) => {
      const { remaining } = await applyRules(workspaceId, run);
      if (!remaining) return;
      const next = (tx: Tx) => enqueueShare(tx, workspaceId, share);
      await db().$transaction(next);
    },
  });

/** Has the open deals of a workspace assessed again, in the transaction that changed its rules. */
export async function enqueueWorkspaceRefresh(tx: Tx, workspaceId: string): Promise<void> {
  for (let share = 0; share < SHARES; share += 1) await enqueueShare(tx, workspaceId, share);
}

function enqueueShare(tx: Tx, workspaceId: string, share: number): Promise<void> {
  const key = `${workspaceId}:${share}`;
  return enqueue(tx, refreshWorkspaceRiskJob, { workspaceId, share }, { key });
}
