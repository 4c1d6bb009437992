import { syncCalendar } from "#lib/integrations/google-calendar/sync-calendar.ts";
import { CRMS } from "#lib/integrations/providers.ts";
import { runSync, type SyncRun } from "#lib/integrations/run-sync.ts";
import type { ProviderKey, SyncResult } from "#lib/integrations/schema.ts";

/** One run of one person's account, whatever the provider; null while another run has it in hand. */
export function runProviderSync(
  provider: ProviderKey,
  userId: string,
  run: SyncRun,
): Promise<SyncResult | null> {
  if (provider === "google_calendar") return syncCalendar(userId, run);
  return runSync(CRMS[provider], userId, run);
}
