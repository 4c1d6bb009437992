import type { Context } from "#lib/access/context.ts";
import { tableOf } from "#lib/integrations/integration-row.ts";
import { mapStage, stageKey } from "#lib/integrations/map-stage.ts";
import { CRMS } from "#lib/integrations/providers.ts";
import {
  type CrmKey,
  type IntegrationDto,
  PROVIDERS,
  type ProviderKey,
  type RemoteStageDto,
} from "#lib/integrations/schema.ts";
import { SYNC_EVERY_MS } from "#lib/integrations/start-due-syncs.ts";
import { db } from "#lib/platform/db.ts";

type Row = {
  account: string | null;
  teamId: string | null;
  isActive: boolean;
  syncEnabled: boolean;
  writeBack: boolean;
  lastSyncAt: Date | null;
  lastSyncStatus: IntegrationDto["status"];
  lastError: string | null;
  totalSynced: number;
  circuitUntil: Date | null;
  isLocked: boolean;
  runSeen: number;
};

const MOST_UNMAPPED = 100;

/** Every provider with the actor's connection to it; never a credential. */
export function listIntegrations(ctx: Context): Promise<IntegrationDto[]> {
  return Promise.all(PROVIDERS.map((provider) => getIntegration(ctx, provider)));
}

export async function getIntegration(ctx: Context, provider: ProviderKey): Promise<IntegrationDto> {
  const [row] = await db().$queryRaw<Row[]>`
    SELECT account, "teamId", "isActive", "syncEnabled", "writeBack", "lastSyncAt",
      "lastSyncStatus"::text AS "lastSyncStatus", "lastError", "totalSynced", "circuitUntil", "runSeen",
      COALESCE("lockUntil" > clock_timestamp(), false) AS "isLocked"
    FROM ${tableOf(provider)} WHERE "userId" = ${ctx.user.id}`;
  const isRunning = row?.isLocked === true;
  // A run that died leaves "running" behind; its lease tells.
  const stored = row?.lastSyncStatus ?? "never";
  const status = isRunning ? "running" : stored === "running" ? "failed" : stored;
  return {
    provider,
    connected: row !== undefined,
    account: row?.account ?? null,
    teamId: row?.teamId ?? null,
    isActive: row?.isActive ?? false,
    syncEnabled: row?.syncEnabled ?? false,
    writeBack: row?.writeBack ?? false,
    status,
    lastSyncAt: row?.lastSyncAt?.toISOString() ?? null,
    progress: isRunning ? row.runSeen : null,
    lastError: row?.lastError ?? null,
    nextSyncAt: row ? nextSyncAt(row) : null,
    totalSynced: row?.totalSynced ?? 0,
    pausedUntil:
      row?.circuitUntil && row.circuitUntil > ctx.now ? row.circuitUntil.toISOString() : null,
    unmappedStages:
      row && provider !== "google_calendar" ? await unmappedStages(ctx, provider) : [],
  };
}

function nextSyncAt({ isActive, syncEnabled, lastSyncAt, circuitUntil }: Row): string | null {
  if (!isActive || !syncEnabled || !lastSyncAt) return null;
  const due = lastSyncAt.getTime() + SYNC_EVERY_MS;
  return new Date(Math.max(due, circuitUntil?.getTime() ?? 0)).toISOString();
}

/** The stages nobody has mapped and no standard covers, with how many deals are in each. */
async function unmappedStages(
  ctx: Context,
  provider: CrmKey,
): Promise<IntegrationDto["unmappedStages"]> {
  const stages = await listRemoteStages(ctx, provider);
  return stages
    .filter(({ by, deals }) => by === "guess" && deals > 0)
    .slice(0, MOST_UNMAPPED)
    .map(({ by: _by, pipelineLabel: _pipelineLabel, ...stage }) => stage);
}

/** Every stage of the account with what it is here, most deals first among the unmapped ones. */
export async function listRemoteStages(ctx: Context, provider: CrmKey): Promise<RemoteStageDto[]> {
  const userId = ctx.user.id;
  const stages = await db().remoteStage.findMany({
    where: { userId, integration: provider },
    orderBy: [{ pipeline: "asc" }, { position: "asc" }],
    take: 500,
  });
  const overrides = await db().stageMapping.findMany({
    where: { userId, integration: provider },
    select: { remotePipeline: true, remoteStage: true, stage: true },
  });
  const counts = await db().deal.groupBy({
    by: ["remotePipeline", "remoteStage"],
    where: { userId, source: provider, deletedAt: null, remoteStage: { not: null } },
    _count: true,
  });
  const byKey = new Map(
    overrides.map(({ remotePipeline, remoteStage, stage }) => [
      stageKey({ pipeline: remotePipeline, id: remoteStage }),
      stage,
    ]),
  );
  const countOf = new Map(
    counts.map(({ remotePipeline, remoteStage, _count }) => [
      stageKey({ pipeline: remotePipeline ?? "", id: remoteStage ?? "" }),
      _count,
    ]),
  );
  return stages.map(({ pipeline, pipelineLabel, stage, label, isClosed, isWon, probability }) => {
    const ref = { pipeline, id: stage, label, isClosed, isWon, probability };
    const mapped = mapStage(ref, byKey, CRMS[provider].standardStages);
    const deals = countOf.get(stageKey(ref)) ?? 0;
    return { pipeline, pipelineLabel, remoteStage: stage, label, deals, ...mapped };
  });
}
