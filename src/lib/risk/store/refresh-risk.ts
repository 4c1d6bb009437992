import type { JobRun } from "#lib/jobs/define-job.ts";
import { db } from "#lib/platform/db.ts";
import { recomputeRisk } from "#lib/risk/store/recompute-risk.ts";

/** Deals assessed in one transaction: enough to make the statements cheap, few enough to lock briefly. */
const BATCH = 500;

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
    const ids = await db().$transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string; riskComputedAt: Date | null }[]>`
        SELECT id, "riskComputedAt" FROM "Deal"
        WHERE "workspaceId" = ${workspaceId} AND "isOpen" AND "deletedAt" IS NULL AND id > ${after}
        ORDER BY id LIMIT ${BATCH} FOR UPDATE`;
      const batch = rows.map(({ id }) => id);
      await recomputeRisk(tx, batch, { now: latest(now, rows), cause: "change" });
      return batch;
    });
    refreshed += ids.length;
    const last = ids.at(-1);
    if (ids.length < BATCH || last === undefined) return refreshed;
    after = last;
  }
}

/** A deal that changed while this ran was assessed as of then; its result must not go back in time. */
function latest(now: Date, rows: readonly { riskComputedAt: Date | null }[]): Date {
  return new Date(
    Math.max(now.getTime(), ...rows.map((row) => row.riskComputedAt?.getTime() ?? 0)),
  );
}
