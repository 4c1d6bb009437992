import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { isOpenStage, isStage, type Stage } from "#lib/deals/stages.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { type KnownDeal, lockDealsByExternalId, refusalOf, unknownDeal } from "./find-deals.ts";
import type { BatchOutcome, ImportTarget } from "./import-file.ts";
import type { ImportedStageEntry } from "./map-stage-history.ts";
import type { Batch } from "./read-batches.ts";
import { columnName } from "./read-cell.ts";

const DEALS_PER_BATCH = 500;
/** A history that begins within this time of the deal's creation is its whole history. */
const WHOLE_WITHIN_MS = 86_400_000;

/**
 * Puts all entries of a deal into one batch, wherever they stand in the file: what an entry changed
 * shows only beside the one before it. Holds the whole file in memory, a few dozen bytes a row.
 */
export async function* gatherByDeal(
  batches: AsyncIterable<Batch<ImportedStageEntry>>,
): AsyncGenerator<Batch<ImportedStageEntry>> {
  const byDeal = new Map<string, ImportedStageEntry[]>();
  for await (const { rows, errors } of batches) {
    for (const entry of rows) {
      const entries = byDeal.get(entry.dealExternalId);
      if (entries) entries.push(entry);
      else byDeal.set(entry.dealExternalId, [entry]);
    }
    if (errors.length > 0) yield { rows: [], errors };
  }
  const deals = [...byDeal.values()];
  for (let start = 0; start < deals.length; start += DEALS_PER_BATCH) {
    yield { rows: deals.slice(start, start + DEALS_PER_BATCH).flat(), errors: [] };
  }
}

/**
 * Tells the event logs when deals moved from stage to stage. An entry that repeats the stage before
 * it (two stages of the file may be one here) is no news and counts as unchanged. A history that
 * reaches back to the deal's creation ends the assumptions that its import had to make.
 */
export async function storeStageHistory(
  tx: Tx,
  ctx: Context,
  target: ImportTarget,
  entries: ImportedStageEntry[],
): Promise<BatchOutcome> {
  const byDeal = Map.groupBy(entries, ({ dealExternalId }) => dealExternalId);
  const deals = await lockDealsByExternalId(tx, target.workspace, [...byDeal.keys()]);
  const logs = await loadStageEvents(
    tx,
    [...deals.values()].map(({ id }) => id),
  );
  const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, errors: [] };
  const rows: Prisma.DealEventCreateManyInput[] = [];
  const added = new Map<string, number>();
  const confirmed: string[] = [];
  const moments: Moments[] = [];

  for (const [externalId, ofDeal] of byDeal) {
    const deal = deals.get(externalId);
    const message = deal ? refusalOf(ctx, deal) : unknownDeal(externalId);
    if (!deal || message !== null) {
      const column = deal ? null : columnName(target.plan, "dealId");
      outcome.errors.push(...ofDeal.map(({ row }) => ({ row, column, message: message ?? "" })));
      continue;
    }
    const story = tellStory(deal, logs.get(deal.id) ?? [], ofDeal);
    outcome.created += story.moves.length;
    outcome.unchanged += ofDeal.length - story.moves.length;
    if (story.moves.length > 0) added.set(deal.id, story.moves.length);
    if (story.isWhole) confirmed.push(deal.id);
    if (story.createdAt || story.enteredAt) {
      moments.push({ id: deal.id, createdAt: story.createdAt, stageEnteredAt: story.enteredAt });
    }
    rows.push(
      ...story.moves.map((move) => ({
        id: newId(ctx.now),
        ...move,
        recordedAt: ctx.now,
        actorId: ctx.user.id,
      })),
    );
  }
  await insertRows(tx, "DealEvent", rows);
  const settled = await confirmAssumptions(tx, confirmed);
  await correctMoments(tx, ctx.now, moments);
  const touched = new Set([...added.keys(), ...settled, ...moments.map(({ id }) => id)]);
  await recordDomainEvents(
    tx,
    ctx,
    [...touched].map((dealId) => ({
      name: "deal.history_imported",
      workspaceId: target.workspace.id,
      dealId,
      occurredAt: ctx.now,
      added: added.get(dealId) ?? 0,
    })),
  );
  return outcome;
}

type StageEvent = {
  at: number;
  stage: Stage;
  externalId: string | null;
  /** The deal's creation, at a moment and in a stage that nobody is sure of. */
  isAssumedCreation: boolean;
};

/** Per deal, in order of time; of two at one moment the one learnt later comes later. */
async function loadStageEvents(tx: Tx, dealIds: string[]): Promise<Map<string, StageEvent[]>> {
  const events = await tx.dealEvent.findMany({
    where: { dealId: { in: dealIds }, type: { in: ["deal_created", "stage_changed"] } },
    select: { dealId: true, type: true, occurredAt: true, externalId: true, payload: true },
    orderBy: [{ occurredAt: "asc" }, { recordedAt: "asc" }, { type: "asc" }],
  });
  const logs = new Map<string, StageEvent[]>();
  for (const { dealId, type, occurredAt, externalId, payload } of events) {
    const { to, stage, assumed } = payload as { to?: unknown; stage?: unknown; assumed?: unknown };
    const reached = to ?? stage;
    if (typeof reached !== "string" || !isStage(reached)) continue;
    const log = logs.get(dealId) ?? [];
    const isAssumedCreation = type === "deal_created" && assumed === true;
    log.push({ at: occurredAt.getTime(), stage: reached, externalId, isAssumedCreation });
    logs.set(dealId, log);
  }
  return logs;
}

type Move = Pick<
  Prisma.DealEventCreateManyInput,
  "dealId" | "type" | "occurredAt" | "source" | "externalId" | "payload"
>;

/** Merges the file's entries into what is known and finds those that moved the deal. */
function tellStory(deal: KnownDeal, log: StageEvent[], entries: ImportedStageEntry[]) {
  const known = new Set(log.map(({ externalId }) => externalId));
  const first = Math.min(...entries.map(({ enteredAt }) => enteredAt.getTime()));
  // A history older than the deal shows that the deal is older than its file could tell.
  const creation = log.find(({ isAssumedCreation }) => isAssumedCreation);
  const created = creation ? Math.min(deal.createdAt.getTime(), first) : deal.createdAt.getTime();
  if (creation) creation.at = Math.min(creation.at, created);
  const news: StageEvent[] = [];
  for (const { stage, enteredAt } of entries) {
    const externalId = `stage ${enteredAt.toISOString()} ${stage}`;
    if (known.has(externalId)) continue;
    known.add(externalId);
    // Nothing can be before the deal was there.
    const at = Math.max(created, enteredAt.getTime());
    news.push({ at, stage, externalId, isAssumedCreation: false });
  }
  const isNews = new Set(news);
  const story = [...log, ...news.sort((a, b) => a.at - b.at)].sort((a, b) => a.at - b.at);

  const moves: Move[] = [];
  let stage: Stage | null = null;
  let since: number | null = null;
  for (const event of story) {
    if (event.stage === stage) continue;
    if (isNews.has(event)) {
      moves.push({
        dealId: deal.id,
        type: "stage_changed",
        occurredAt: new Date(event.at),
        source: "csv",
        externalId: event.externalId,
        payload: { from: stage ?? "discovery", to: event.stage, backfilled: true },
      });
    }
    stage = event.stage;
    since = event.at;
  }
  const isCurrent = stage === deal.stage && isOpenStage(deal.stage);
  return {
    moves,
    createdAt: created < deal.createdAt.getTime() ? new Date(created) : null,
    isWhole: first <= created + WHOLE_WITHIN_MS,
    enteredAt:
      isCurrent && since !== null && since !== deal.stageEnteredAt.getTime()
        ? new Date(since)
        : null,
  };
}

/** The marks go, the events stay: "as known then" still shows what was assumed. */
async function confirmAssumptions(tx: Tx, dealIds: string[]): Promise<string[]> {
  const settled = await tx.$queryRaw<{ dealId: string }[]>`
    UPDATE "DealEvent" SET payload = payload - 'assumed'
    WHERE "dealId" = ANY(${dealIds}) AND type IN ('deal_created', 'stage_changed')
      AND payload ? 'assumed'
    RETURNING "dealId"`;
  return settled.map(({ dealId }) => dealId);
}

/** How PostgreSQL writes a moment as ISO 8601. */
const ISO_FORMAT = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

type Moments = { id: string; createdAt: Date | null; stageEnteredAt: Date | null };

/** What the record said before stays in the log, so that a replay of that time still finds it. */
async function correctMoments(tx: Tx, now: Date, moments: Moments[]): Promise<void> {
  if (moments.length === 0) return;
  const rows = JSON.stringify(moments);
  await tx.$executeRaw`
    UPDATE "Deal" d SET
      "createdAt" = COALESCE(x."createdAt", d."createdAt"),
      "stageEnteredAt" = COALESCE(x."stageEnteredAt", d."stageEnteredAt"),
      version = d.version + 1, "updatedAt" = ${now}
    FROM jsonb_to_recordset(${rows}::jsonb)
      AS x(id text, "createdAt" timestamptz, "stageEnteredAt" timestamptz)
    WHERE d.id = x.id`;
  await tx.$executeRaw`
    UPDATE "DealEvent" e SET "occurredAt" = x."createdAt",
      payload = e.payload || jsonb_build_object('from', jsonb_build_object(
        'createdAt', to_char(e."occurredAt" AT TIME ZONE 'UTC', ${ISO_FORMAT}),
        'until', ${now.toISOString()}::text))
    FROM jsonb_to_recordset(${rows}::jsonb) AS x(id text, "createdAt" timestamptz)
    WHERE e."dealId" = x.id AND e.type = 'deal_created' AND x."createdAt" IS NOT NULL`;
}
