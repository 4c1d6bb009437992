import { z } from "zod";
import { defineJob } from "#lib/jobs/define-job.ts";
import { refreshDueRisk, refreshWorkspaceRisk } from "#lib/risk/store/refresh-risk.ts";

/** Deals whose band has changed by time alone; runs by schedule. */
export const refreshDueRiskJob = defineJob({
  name: "refresh-due-risk",
  schema: z.object({}),
  retry: { limit: 0, delaySeconds: 0 },
  isCollapsed: true,
  handle: (_data, run) => refreshDueRisk(run),
});

/** All open deals of a workspace, because its norms or its policy have changed. */
export const refreshWorkspaceRiskJob = defineJob({
  name: "refresh-workspace-risk",
  schema: z.object({ workspaceId: z.string() }),
  retry: { limit: 3, delaySeconds: 10 },
  isCollapsed: true,
  handle: ({ workspaceId }, { now }) => refreshWorkspaceRisk(workspaceId, now),
});
