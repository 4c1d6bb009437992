import { enqueue } from "#lib/jobs/enqueue.ts";
import type { Tx } from "#lib/platform/db.ts";
import { refreshWorkspaceRiskKind } from "#lib/risk/store/job-kinds.ts";

/** Jobs queued for one workspace: as many instances can work on it at once. */
const SHARES = 2;

/** Has the open deals of a workspace assessed again, in the transaction that changed its rules. */
export async function enqueueWorkspaceRefresh(tx: Tx, workspaceId: string): Promise<void> {
  for (let share = 0; share < SHARES; share += 1) await enqueueShare(tx, workspaceId, share);
}

export function enqueueShare(tx: Tx, workspaceId: string, share: number): Promise<void> {
  const key = `${workspaceId}:${share}`;
  return enqueue(tx, refreshWorkspaceRiskKind, { workspaceId, share }, { key });
}
