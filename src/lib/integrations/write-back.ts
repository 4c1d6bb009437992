import type { DealFacts } from "#lib/deals/changes-between.ts";
import { factsOf, factsSelect } from "#lib/deals/deal-facts.ts";
import type { Stage } from "#lib/deals/stages.ts";
import { loadCredentials } from "#lib/integrations/credentials.ts";
import { syncIntegrationKind } from "#lib/integrations/job-kinds.ts";
import { mapStage } from "#lib/integrations/map-stage.ts";
import {
  type RemoteFacts,
  readRemoteFacts,
  storeRemoteFacts,
} from "#lib/integrations/merge-deal.ts";
import type { CrmProvider, PushOutcome, Session } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { CRMS } from "#lib/integrations/providers.ts";
import { WRITTEN_FIELDS } from "#lib/integrations/queue-write-back.ts";
import type { RemoteDealChange, RemoteStageRef } from "#lib/integrations/remote-record.ts";
import { type CrmKey, PROVIDER_LABELS } from "#lib/integrations/schema.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { db, type Tx, transaction } from "#lib/platform/db.ts";

const MOST_DEALS = 200;
/** A change that meets a newer record this often is given up: the sync has taken the provider's. */
const MOST_ATTEMPTS = 3;

type Waiting = { dealId: string; ids: string[]; attempts: number };

/**
 * Writes what waits for one account, deal by deal and as the deal is now: several changes are one
 * request. A record that is newer at the provider is read first; where both sides changed the same
 * field, the provider's stays and the log says so.
 */
export async function writeBack(
  key: CrmKey,
  userId: string,
  run: JobRun,
  pace: Pace,
): Promise<{ written: number; left: number }> {
  const provider = CRMS[key];
  const credentials = provider.credentials.safeParse(await loadCredentials(db(), key, userId));
  if (!credentials.success) return { written: 0, left: 0 };
  const session: Session<unknown> = {
    credentials: credentials.data,
    pace,
    deadline: run.deadline,
    // Renewed tokens are kept by syncs, which hold the lock; one fetched here serves this run only.
    keep: async () => {},
  };
  let written = 0;
  let left = 0;
  for (const waiting of await findWaiting(key, userId)) {
    if (pace.clock() >= run.deadline) {
      left += 1;
      continue;
    }
    const outcome = await writeDeal(provider, session, userId, waiting, run.now);
    if (outcome === "written") written += 1;
    if (outcome === "later") left += 1;
  }
  return { written, left };
}

async function findWaiting(integration: CrmKey, userId: string): Promise<Waiting[]> {
  const rows = await db().remoteChange.findMany({
    where: { userId, integration, status: "pending" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MOST_DEALS,
    select: { id: true, dealId: true, attemptCount: true },
  });
  return [...Map.groupBy(rows, ({ dealId }) => dealId)].map(([dealId, of]) => ({
    dealId,
    ids: of.map(({ id }) => id),
    attempts: Math.max(...of.map(({ attemptCount }) => attemptCount)),
  }));
}

async function writeDeal(
  provider: CrmProvider,
  session: Session<unknown>,
  userId: string,
  { dealId, ids, attempts }: Waiting,
  now: Date,
): Promise<"written" | "nothing" | "later" | "given up"> {
  const deal = await db().deal.findUnique({
    where: { id: dealId, deletedAt: null },
    select: { ...factsSelect, externalId: true, remoteChangedAt: true, remoteFacts: true },
  });
  const base = readRemoteFacts(deal?.remoteFacts);
  if (!deal?.externalId || !base) {
    await settle(ids, "failed", "The deal or its record at the source is gone.", now);
    return "given up";
  }
  const facts = factsOf(deal);
  const change = changeOf(facts, base);
  if (Object.keys(change).length === 0) {
    await settle(ids, "done", null, now);
    return "nothing";
  }
  let outcome: PushOutcome;
  try {
    const remoteStageOf = await stageFinder(provider, userId);
    outcome = await provider.push(session, deal.externalId, change, {
      knownAt: deal.remoteChangedAt,
      remoteStageOf,
    });
  } catch (error) {
    if (error instanceof ProviderError && !error.isPassing) {
      await giveUp(provider, userId, ids, `${facts.name}: ${error.message}`, now);
      return "given up";
    }
    throw error;
  }
  if (outcome.outcome === "conflict") {
    if (attempts + 1 >= MOST_ATTEMPTS) {
      const message = `${facts.name} keeps changing in ${PROVIDER_LABELS[provider.key]}; its values there were taken.`;
      await giveUp(provider, userId, ids, message, now);
      return "given up";
    }
    await transaction(async (tx) => {
      await tx.remoteChange.updateMany({
        where: { id: { in: ids } },
        data: { attemptCount: { increment: 1 } },
      });
      const key = `${provider.key}:${userId}`;
      await enqueue(tx, syncIntegrationKind, { provider: provider.key, userId }, { key });
    });
    return "later";
  }
  await transaction(async (tx) => {
    await keepWritten(tx, dealId, { ...base, ...pick(facts, change) }, outcome.changedAt);
    await tx.remoteChange.updateMany({
      where: { id: { in: ids } },
      data: { status: "done", doneAt: now, attemptCount: { increment: 1 } },
    });
  });
  return "written";
}

/** What of the deal differs from what the provider said last. */
function changeOf(facts: DealFacts, base: RemoteFacts): RemoteDealChange {
  return {
    ...(facts.stage === base.stage ? {} : { stage: facts.stage }),
    ...(facts.value === base.value
      ? {}
      : { value: { minor: facts.value, currency: facts.currency } }),
    ...(facts.expectedCloseOn === base.expectedCloseOn
      ? {}
      : { expectedCloseOn: facts.expectedCloseOn }),
    ...(facts.nextStep === base.nextStep ? {} : { nextStep: facts.nextStep }),
  };
}

function pick(facts: DealFacts, change: RemoteDealChange): Partial<RemoteFacts> {
  const names = WRITTEN_FIELDS.filter((name) => name in change);
  return Object.fromEntries(names.map((name) => [name, facts[name]]));
}

/** What was written is what the provider says now: its echo at the next sync is no news. */
function keepWritten(tx: Tx, id: string, facts: RemoteFacts, changedAt: Date) {
  return tx.deal.update({
    where: { id },
    data: { remoteFacts: storeRemoteFacts(facts), remoteChangedAt: changedAt },
  });
}

/** Which of the provider's stages stands for one of ours: the first that is mapped to it. */
async function stageFinder(
  provider: CrmProvider,
  userId: string,
): Promise<(stage: string) => RemoteStageRef | null> {
  const where = { userId, integration: provider.key };
  const overrides = await db().stageMapping.findMany({ where });
  const stages = await db().remoteStage.findMany({
    where,
    orderBy: [{ pipeline: "asc" }, { position: "asc" }],
  });
  const byKey = new Map(
    overrides.map(({ remotePipeline, remoteStage, stage }) => [
      `${remotePipeline}\u0000${remoteStage.toLowerCase()}`,
      stage,
    ]),
  );
  const refs = stages.map(({ pipeline, stage, label, isClosed, isWon, probability }) => ({
    ref: { pipeline, id: stage, label, isClosed, isWon, probability },
  }));
  const ours = (ref: RemoteStageRef): Stage => mapStage(ref, byKey, provider.standardStages).stage;
  return (stage) => refs.find(({ ref }) => ours(ref) === stage)?.ref ?? null;
}

async function settle(
  ids: string[],
  status: "done" | "failed",
  error: string | null,
  now: Date,
): Promise<void> {
  await db().remoteChange.updateMany({
    where: { id: { in: ids } },
    data: { status, error, doneAt: now },
  });
}

async function giveUp(
  { key }: CrmProvider,
  userId: string,
  ids: string[],
  message: string,
  now: Date,
): Promise<void> {
  await settle(ids, "failed", message, now);
  await db().integrationLog.create({
    data: {
      userId,
      integration: key,
      action: "write_back",
      status: "failed",
      message: `Not written back. ${message}`,
      createdAt: now,
    },
  });
}
