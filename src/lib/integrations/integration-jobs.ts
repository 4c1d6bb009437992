import {
  startDueSyncsKind,
  syncIntegrationKind,
  writeBackKind,
} from "#lib/integrations/job-kinds.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { runProviderSync } from "#lib/integrations/run-provider-sync.ts";
import { startDueSyncs } from "#lib/integrations/start-due-syncs.ts";
import { writeBack } from "#lib/integrations/write-back.ts";
import { defineJob } from "#lib/jobs/define-job.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { recordHeldMeetings } from "#lib/meetings/record-held-meetings.ts";
import { transaction } from "#lib/platform/db.ts";

export const syncIntegrationJob = defineJob(
  syncIntegrationKind,
  async ({ provider, userId }, { now, deadline }) => {
    const result = await runProviderSync(provider, userId, { now, deadline, pace: REAL_PACE });
    if (!result) return;
    const key = `${provider}:${userId}`;
    await transaction(async (tx) => {
      if (result.success && result.remaining) {
        await enqueue(tx, syncIntegrationKind, { provider, userId }, { key });
      }
      // A change that met a newer record waits for this run.
      if (provider !== "google_calendar") {
        await enqueue(tx, writeBackKind, { provider, userId }, { key });
      }
    });
  },
);

export const writeBackJob = defineJob(writeBackKind, ({ provider, userId }, run) =>
  writeBack(provider, userId, run, REAL_PACE),
);

export const startDueSyncsJob = defineJob(startDueSyncsKind, async (_data, run) => {
  await recordHeldMeetings(run);
  await startDueSyncs(run.now);
});
