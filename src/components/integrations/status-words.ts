import type { ViewClock } from "#components/ui/moment-words.ts";
import { momentWords } from "#components/ui/moment-words.ts";
import type { IntegrationDto } from "#lib/integrations/schema.ts";

export type StatusTone = "good" | "busy" | "warn" | "off";

/** The state of a connection in a few words: what a card shows first. */
export function statusWords(
  integration: IntegrationDto,
  clock: ViewClock,
): { tone: StatusTone; text: string } {
  const { connected, isActive, status, progress, pausedUntil, lastSyncAt } = integration;
  if (!connected) return { tone: "off", text: "Not connected" };
  if (!isActive) return { tone: "warn", text: "Stopped: connect anew" };
  if (status === "running") {
    return { tone: "busy", text: progress ? `Syncing, ${progress} records so far` : "Syncing" };
  }
  if (pausedUntil) {
    return { tone: "warn", text: `Failing; tried again ${momentWords(pausedUntil, clock)}` };
  }
  if (status === "failed") return { tone: "warn", text: "Last sync failed" };
  if (status === "partial") return { tone: "warn", text: "Synced, some records left out" };
  if (status === "never" || !lastSyncAt)
    return { tone: "busy", text: "First sync is about to begin" };
  return { tone: "good", text: "Up to date" };
}
