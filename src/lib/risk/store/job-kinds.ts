import { z } from "zod";
import { declareJob } from "#lib/jobs/declare-job.ts";

/** Deals whose band has changed by time alone; runs by schedule. */
export const refreshDueRiskKind = declareJob({
  name: "refresh-due-risk",
  schema: z.object({}),
  retry: { limit: 0, delaySeconds: 0 },
  isCollapsed: true,
});

/** The open deals of a workspace whose result was made by norms or a policy no longer in force. */
export const refreshWorkspaceRiskKind = declareJob({
  name: "refresh-workspace-risk",
  schema: z.object({ workspaceId: z.string(), share: z.number().int() }),
  retry: { limit: 3, delaySeconds: 10 },
  isCollapsed: true,
});

/** What is normal in a workspace, computed anew. */
export const refreshNormsKind = declareJob({
  name: "refresh-norms",
  schema: z.object({ workspaceId: z.string() }),
  retry: { limit: 3, delaySeconds: 10 },
  isCollapsed: true,
});
