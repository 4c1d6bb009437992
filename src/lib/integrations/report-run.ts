import { systemOrigin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { type Claim, releaseIntegration } from "#lib/integrations/integration-row.ts";
import type { ProviderError } from "#lib/integrations/provider-error.ts";
import {
  PROVIDER_LABELS,
  type SyncCounts,
  type SyncError,
  type SyncResult,
} from "#lib/integrations/schema.ts";
import type { StoredPage } from "#lib/integrations/store-deals.ts";
import { transaction } from "#lib/platform/db.ts";
import { tellPerson } from "#lib/realtime/tell-people.ts";

/** What a run has done so far. */
export type RunTally = SyncCounts & {
  errors: SyncError[];
  conflicts: StoredPage["conflicts"];
  /** Whether this account had never been read before. */
  isFirst: boolean;
  remaining: boolean;
  failure: ProviderError | null;
};

/** Records named in the log and on the card; the others are counted. */
const ERRORS_KEPT = 50;
/** Failures in a row after which the account is left alone for a while. */
const CIRCUIT_AFTER = 3;
const CIRCUIT_FIRST_MS = 5 * 60_000;
const CIRCUIT_LONGEST_MS = 6 * 3_600_000;

/**
 * Ends a run: gives the integration back with its status, writes its log entry, opens the circuit after
 * several failures, and has the person told once, all in one transaction.
 */
export async function reportRun(claim: Claim, tally: RunTally, now: Date): Promise<SyncResult> {
  const { failure, errors } = tally;
  const synced = tally.created + tally.updated + tally.unchanged;
  const failures = failure?.isPassing || failure?.kind === "bad_answer" ? claim.failures + 1 : 0;
  const status = failure ? "failed" : tally.skipped > 0 ? "partial" : "success";
  const message = sentenceOf(claim, tally, synced);
  const kept = errors.slice(0, ERRORS_KEPT);
  await transaction(async (tx) => {
    await releaseIntegration(
      tx,
      claim,
      {
        status,
        synced,
        errors: kept,
        lastError: failure?.message ?? null,
        failures,
        circuitUntil: circuitUntil(failures, now),
        isActive: failure?.kind !== "auth",
      },
      now,
    );
    await tellPerson(tx, claim.userId, "sync.progress", { provider: claim.provider });
    await tx.integrationLog.create({
      data: {
        userId: claim.userId,
        integration: claim.provider,
        action: "sync",
        status,
        message,
        metadata: {
          seen: tally.seen,
          created: tally.created,
          updated: tally.updated,
          unchanged: tally.unchanged,
          skipped: tally.skipped,
          remaining: tally.remaining,
          errors: kept,
          conflicts: tally.conflicts.slice(0, ERRORS_KEPT),
        },
        createdAt: now,
      },
    });
    const isNews = failure && (failure.kind === "auth" || failures === CIRCUIT_AFTER);
    if (isNews) {
      await recordDomainEvents(tx, systemOrigin(now, PROVIDER_LABELS[claim.provider]), [
        {
          name: "sync.failed",
          workspaceId: claim.teamId ?? claim.userId,
          dealId: null,
          occurredAt: now,
          integration: claim.provider,
          userId: claim.userId,
          message: failure.message,
        },
      ]);
    }
  });
  const { seen, created, updated, unchanged, skipped, remaining } = tally;
  const counts = { seen, created, updated, unchanged, skipped };
  return { success: failure === null, synced, ...counts, errors: kept, remaining, message };
}

function circuitUntil(failures: number, now: Date): Date | null {
  if (failures < CIRCUIT_AFTER) return null;
  const pause = CIRCUIT_FIRST_MS * 2 ** (failures - CIRCUIT_AFTER);
  return new Date(now.getTime() + Math.min(pause, CIRCUIT_LONGEST_MS));
}

function sentenceOf({ provider }: Claim, tally: RunTally, synced: number): string {
  const label = PROVIDER_LABELS[provider];
  const { failure, seen, created, updated, unchanged, skipped, remaining, isFirst } = tally;
  const counts = `${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} left out`;
  if (failure) return seen > 0 ? `${failure.message} Until then: ${counts}.` : failure.message;
  const what = provider === "google_calendar" ? "meetings in the next thirty days" : "deals";
  if (seen === 0 && isFirst) return `${label} has no ${what} that these credentials can read.`;
  if (seen === 0) return "Nothing has changed since the last sync.";
  const rest = remaining ? " More is waiting; the next run goes on." : "";
  return `${synced} of ${seen} records are up to date: ${counts}.${rest}`;
}
