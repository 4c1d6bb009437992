import { z } from "zod";
import { declareJob } from "#lib/jobs/declare-job.ts";

/**
 * Something waits for a channel. What it is stands in the messages themselves, so one waiting job is
 * enough for any number of causes, and running it twice posts nothing twice.
 */
export const postToSlackKind = declareJob({
  name: "post-to-slack",
  schema: z.object({ slackId: z.string() }),
  retry: { limit: 3, delaySeconds: 5 },
  isCollapsed: true,
});

/** The loop that posts, where this process is a long-lived server. */
export const SLACK_LOOP = "slack";
