import { z } from "zod";
import { declareJob } from "#lib/jobs/declare-job.ts";

/** Doubling from a minute: tried for some days. The account here is gone already, whatever comes of it. */
export const deleteSignInKind = declareJob({
  name: "delete-sign-in",
  schema: z.object({ userId: z.string() }),
  retry: { limit: 12, delaySeconds: 60 },
});
