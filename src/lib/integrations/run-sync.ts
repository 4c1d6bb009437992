import { randomUUID } from "node:crypto";
import type { Stage } from "#lib/deals/stages.ts";
import { type Origin, systemOrigin } from "#lib/events/origin.ts";
import { loadCredentials, sealCredentials } from "#lib/integrations/credentials.ts";
import {
  advanceCursor,
  type Claim,
  claimIntegration,
  keepCredentials,
} from "#lib/integrations/integration-row.ts";
import { mapStage } from "#lib/integrations/map-stage.ts";
import { markGone } from "#lib/integrations/mark-gone.ts";
import type { CrmProvider, RemotePage, Session } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import type { RemoteDeal, RemoteStageRef } from "#lib/integrations/remote-record.ts";
import { type RunTally, reportRun } from "#lib/integrations/report-run.ts";
import { PROVIDER_LABELS, type SyncResult } from "#lib/integrations/schema.ts";
import { storeDeals } from "#lib/integrations/store-deals.ts";
import { keepRemoteStages } from "#lib/integrations/store-remote-stages.ts";
import { storeTouches } from "#lib/integrations/store-touches.ts";
import { loadSyncTarget, type SyncTarget } from "#lib/integrations/sync-target.ts";
import { db, isUnreachable, transaction } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";

export type SyncRun = {
  now: Date;
  /** Epoch milliseconds after which no page is begun. */
  deadline: number;
  pace: Pace;
};

/** The run has lost its integration: somebody disconnected, or it was taken for dead. */
class LostClaim extends Error {
  override name = "LostClaim";
}

/**
 * Takes over what has changed at one account since its last run, page by page; each page commits with
 * the cursor that comes after it, so that a run which dies is taken up where it stopped. What went
 * wrong is in the result, on the integration and in its log.
 *
 * @returns null when there is no such integration, or another run has it in hand.
 */
export async function runSync(
  provider: CrmProvider,
  userId: string,
  run: SyncRun,
): Promise<SyncResult | null> {
  const claim = await claimIntegration(provider.key, userId, randomUUID());
  if (!claim) return null;
  const tally: RunTally = {
    seen: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    errors: [],
    conflicts: [],
    isFirst: claim.cursor === null,
    remaining: true,
    failure: null,
  };
  try {
    const target = await requireTarget(claim, provider);
    const session = await openSession(provider, claim, run);
    await keepRemoteStages(target, await provider.stages(session), run.now);
    const origin = systemOrigin(run.now, PROVIDER_LABELS[provider.key]);
    for await (const page of provider.pages(session, claim.cursor)) {
      await storePage(provider, claim, target, origin, page, tally);
      tally.remaining = !page.isLast;
      if (tally.seen >= provider.perRun || run.pace.clock() >= run.deadline) break;
    }
  } catch (error) {
    if (error instanceof LostClaim) return null;
    tally.failure = explain(error, provider);
  }
  return reportRun(claim, tally, run.now);
}

async function requireTarget(claim: Claim, { key }: CrmProvider): Promise<SyncTarget> {
  const { userId, teamId } = claim;
  const target = await loadSyncTarget({ provider: key, userId, teamId });
  if (target) return target;
  throw new ProviderError(
    "auth",
    "Whoever connected this may no longer add deals to the team that it was connected for. Somebody who may has to connect it anew.",
  );
}

async function openSession(
  provider: CrmProvider,
  claim: Claim,
  { pace, deadline }: SyncRun,
): Promise<Session<unknown>> {
  const columns = await loadCredentials(db(), provider.key, claim.userId);
  const credentials = provider.credentials.safeParse(columns);
  if (!credentials.success) {
    throw new ProviderError("auth", "The stored credentials are not complete. Connect anew.");
  }
  return {
    credentials: credentials.data,
    pace,
    deadline,
    keep: (renewed) => keepCredentials(claim, sealCredentials(provider.key, renewed as never)),
  };
}

/** A record that cannot be stored costs itself alone: the page is then stored one by one. */
async function storePage(
  provider: CrmProvider,
  claim: Claim,
  target: SyncTarget,
  origin: Origin,
  page: RemotePage,
  tally: RunTally,
): Promise<void> {
  const toStage = (ref: RemoteStageRef): Stage =>
    mapStage(ref, target.overrides, provider.standardStages).stage;
  const store = (deals: readonly RemoteDeal[], isWhole: boolean) =>
    transaction(async (tx) => {
      if (
        isWhole &&
        !(await advanceCursor(tx, claim, page.cursor, page.deals.length + page.problems.length))
      )
        throw new LostClaim();
      const stored = await storeDeals(tx, origin, target, toStage, deals);
      if (isWhole) {
        await storeTouches(tx, origin, target, page.touches);
        await markGone(tx, origin, target, page.gone);
      }
      return stored;
    });
  const add = (stored: Awaited<ReturnType<typeof store>>) => {
    tally.created += stored.created;
    tally.updated += stored.updated;
    tally.unchanged += stored.unchanged;
    tally.conflicts.push(...stored.conflicts);
  };
  const skip = (externalId: string | null, message: string) => {
    tally.skipped += 1;
    tally.errors.push({ externalId, message });
  };
  for (const { externalId, message } of page.problems) skip(externalId, message);
  tally.seen += page.deals.length + page.problems.length;
  try {
    add(await store(page.deals, true));
  } catch (error) {
    if (error instanceof LostClaim || isUnreachable(error)) throw error;
    log().warn({ err: error, provider: provider.key }, "a page is stored record by record");
    for (const deal of page.deals) {
      try {
        add(await store([deal], false));
      } catch (cause) {
        if (isUnreachable(cause)) throw cause;
        log().error({ err: cause, provider: provider.key }, "a record cannot be stored");
        skip(deal.externalId, "could not be stored; the log says why");
      }
    }
    await store([], true);
  }
}

function explain(error: unknown, { key }: CrmProvider): ProviderError {
  if (error instanceof ProviderError) return error;
  log().error({ err: error, provider: key }, "sync broke off");
  return new ProviderError(
    "unavailable",
    "The sync broke off for a reason of ours; what it had taken over is kept, and the next run goes on.",
    { cause: error },
  );
}
