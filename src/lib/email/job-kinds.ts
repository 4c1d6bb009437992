import { z } from "zod";
import { declareJob } from "#lib/jobs/declare-job.ts";

/**
 * Some mail waits. Which one stands in the rows themselves, so one job sends whatever is due and
 * running it twice sends nothing twice. Not collapsed: causes would wait for each other's commit at
 * the one key, and a job that finds nothing costs one statement.
 */
export const sendEmailsKind = declareJob({
  name: "send-emails",
  schema: z.object({}),
  retry: { limit: 3, delaySeconds: 10 },
});

/** Digests whose hour has come; runs by schedule. */
export const sendDigestsKind = declareJob({
  name: "send-digests",
  schema: z.object({}),
  retry: { limit: 0, delaySeconds: 0 },
  isCollapsed: true,
});
