import type { CrmProvider } from "#lib/integrations/provider.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { runSync } from "#lib/integrations/run-sync.ts";
import { salesforce } from "#lib/integrations/salesforce/salesforce.ts";

// One run of a sync in a process of its own, which the test that started it ends without a warning.
const [userId = ""] = process.argv.slice(2);
await runSync(salesforce as unknown as CrmProvider, userId, {
  now: new Date(),
  deadline: Number.POSITIVE_INFINITY,
  pace: REAL_PACE,
});
process.exit(0);
