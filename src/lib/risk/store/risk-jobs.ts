import { defineJob } from "#lib/jobs/define-job.ts";
import { transaction } from "#lib/platform/db.ts";
import { applyRules } from "#lib/risk/store/apply-rules.ts";
import { enqueueShare } from "#lib/risk/store/enqueue-workspace-refresh.ts";
import {
  refreshDueRiskKind,
  refreshNormsKind,
  refreshWorkspaceRiskKind,
} from "#lib/risk/store/job-kinds.ts";
import { refreshNorms } from "#lib/risk/store/refresh-norms.ts";
import { runByClock } from "#lib/risk/store/run-by-clock.ts";

export const refreshDueRiskJob = defineJob(refreshDueRiskKind, (_data, run) => runByClock(run));

export const refreshNormsJob = defineJob(refreshNormsKind, ({ workspaceId }, { now }) =>
  refreshNorms(workspaceId, now),
);

export const refreshWorkspaceRiskJob = defineJob(
  refreshWorkspaceRiskKind,
  async ({ workspaceId, share }, run) => {
    const { remaining } = await applyRules(workspaceId, run);
    if (remaining) await transaction((tx) => enqueueShare(tx, workspaceId, share));
  },
);
