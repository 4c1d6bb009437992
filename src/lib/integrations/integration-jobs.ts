import {
  startDueSyncsKind,
  syncIntegrationKind,
  writeBackKind,
} from "#lib/integrations/job-kinds.ts";
import { CRMS } from "#lib/integrations/providers.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { runSync } from "#lib/integrations/run-sync.ts";
import { startDueSyncs } from "#lib/integrations/start-due-syncs.ts";
import { writeBack } from "#lib/integrations/write-back.ts";
import { defineJob } from "#lib/jobs/define-job.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { transaction } from "#lib/platform/db.ts";

export const syncIntegrationJob = defineJob(
  syncIntegrationKind,
  async ({ provider, userId }, { now, deadline }) => {
    const result = await runSync(CRMS[provider], userId, { now, deadline, pace: REAL_PACE });
    if (!result) return;
    const key = `${provider}:${userId}`;
    await transaction(async (tx) => {
      if (result.success && result.remaining) {
        await enqueue(tx, syncIntegrationKind, { provider, userId }, { key });
      }
      // A change that met a newer record waits for this run.
      await enqueue(tx, writeBackKind, { provider, userId }, { key });
    });
  },
);

export const writeBackJob = defineJob(writeBackKind, ({ provider, userId }, run) =>
  writeBack(provider, userId, run, REAL_PACE),
);

export const startDueSyncsJob = defineJob(startDueSyncsKind, (_data, { now }) =>
  startDueSyncs(now),
);
