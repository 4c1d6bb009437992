import type { JobRun } from "#lib/jobs/define-job.ts";
import { db } from "#lib/platform/db.ts";
import { recomputeRisk } from "#lib/risk/store/recompute-risk.ts";

/** Deals assessed in one transaction: enough to make the statements cheap, few enough to lock briefly. */
const BATCH = 250;
/** Deals whose ids are read ahead of their assessment. */
const PAGE = 10_000;
/** Batches in progress at once. */
const LANES = 2;

export type RefreshResult = { refreshed: number; remaining: boolean };

/**
 * Assesses the open deals whose stored result has run out, oldest first, until none is left or the
 * deadline passes. Each batch commits on its own, so a run that dies loses nothing; several runs at
 * once skip each other's batches.
 */
export async function refreshDueRisk(
  { now, deadline }: JobRun,
  clock: () => number = Date.now,
): Promise<RefreshResult> {
  let refreshed = 0;
  while (clock() < deadline) {
    const done = await db().$transaction(async (tx) => {
      const due = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM "Deal"
        WHERE "riskValidUntil" <= ${now} AND "isOpen" AND "deletedAt" IS NULL
        ORDER BY "riskValidUntil", id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
      await recomputeRisk(
        tx,
        due.map(({ id }) => id),
        { now, cause: "time" },
      );
      return due.length;
    });
    refreshed += done;
    if (done < BATCH) return { refreshed, remaining: false };
  }
  return { refreshed, remaining: true };
}

/** Assesses every open deal of a workspace, in batches by id. Returns how many. */
export async function refreshWorkspaceRisk(workspaceId: string, now: Date): Promise<number> {
  let refreshed = 0;
  let after = "";
  for (;;) {
    const page = await db().$queryRaw<{ id: string }[]>`
      SELECT id FROM "Deal"
      WHERE "workspaceId" = ${workspaceId} AND "isOpen" AND "deletedAt" IS NULL AND id > ${after}
      ORDER BY id LIMIT ${PAGE}`;
    const ids = page.map(({ id }) => id);
    await inLanes(batchesOf(ids), async (batch) => {
      const done = await refreshBatch(batch, now);
      refreshed += done;
    });
    const last = ids.at(-1);
    if (ids.length < PAGE || last === undefined) return refreshed;
    after = last;
  }
}

/** Those of the deals that are still open, in one transaction. Returns how many. */
async function refreshBatch(ids: readonly string[], now: Date): Promise<number> {
  return db().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; riskComputedAt: Date | null }[]>`
      SELECT id, "riskComputedAt" FROM "Deal"
      WHERE id = ANY(${ids}) AND "isOpen" AND "deletedAt" IS NULL
      ORDER BY id FOR UPDATE`;
    await recomputeRisk(
      tx,
      rows.map(({ id }) => id),
      { now: latest(now, rows), cause: "change" },
    );
    return rows.length;
  });
}

function* batchesOf(ids: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < ids.length; start += BATCH) yield ids.slice(start, start + BATCH);
}

/**
 * Works through the batches several at a time: while the database writes one, the engine assesses
 * another. A failure ends all lanes after the batch at hand, since leaving the loop ends the generator.
 */
async function inLanes<Batch>(
  batches: Generator<Batch>,
  work: (batch: Batch) => Promise<void>,
): Promise<void> {
  const lane = async () => {
    for (const batch of batches) await work(batch);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** A deal that changed while this ran was assessed as of then; its result must not go back in time. */
function latest(now: Date, rows: readonly { riskComputedAt: Date | null }[]): Date {
  return new Date(
    Math.max(now.getTime(), ...rows.map((row) => row.riskComputedAt?.getTime() ?? 0)),
  );
}
