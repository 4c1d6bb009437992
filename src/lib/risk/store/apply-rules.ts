import { Prisma } from "#generated/prisma/client.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { loadNorms, loadPolicies } from "#lib/risk/store/load-settings.ts";
import { latest, recomputeRisk } from "#lib/risk/store/recompute-risk.ts";
import type { RefreshResult } from "#lib/risk/store/refresh-risk.ts";

/** Deals assessed in one transaction: enough to make the statements cheap, few enough to lock briefly. */
const BATCH = 250;

/**
 * Assesses the open deals of a workspace whose stored result was made by other norms or another
 * policy than those in force now. Which deals are left is read from the deals themselves: a run that
 * dies or reaches its deadline is taken up where it stopped, and several at once share the work by
 * passing over what another one has in hand.
 */
export async function applyRules(
  workspaceId: string,
  { now, deadline }: JobRun,
  clock: () => number = Date.now,
): Promise<RefreshResult> {
  const norms = (await loadNorms(db(), [workspaceId]))(workspaceId);
  const policy = (await loadPolicies(db(), [workspaceId]))(workspaceId);
  const stale = Prisma.sql`"workspaceId" = ${workspaceId} AND "isOpen" AND "deletedAt" IS NULL
    AND ("riskNormsId" IS DISTINCT FROM ${norms.id} OR "riskPolicyVersion" <> ${policy.version})`;
  let refreshed = 0;
  let after = "";
  // Somebody else may hold a deal just now: after a pass that found only such deals, wait for them.
  let lock = Prisma.sql`FOR UPDATE SKIP LOCKED`;
  let foundInPass = 0;
  while (clock() < deadline) {
    const batch = await transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string; riskComputedAt: Date | null }[]>`
        SELECT id, "riskComputedAt" FROM "Deal" WHERE ${stale} AND id > ${after}
        ORDER BY id LIMIT ${BATCH} ${lock}`;
      const ids = rows.map(({ id }) => id);
      await recomputeRisk(tx, ids, { now: latest(now, rows), cause: "change" });
      return ids;
    });
    refreshed += batch.length;
    foundInPass += batch.length;
    const last = batch.at(-1);
    if (last !== undefined && batch.length === BATCH) {
      after = last;
      continue;
    }
    const [left] = await db().$queryRaw<unknown[]>`SELECT 1 FROM "Deal" WHERE ${stale} LIMIT 1`;
    if (!left) return { refreshed, remaining: false };
    if (foundInPass === 0) lock = Prisma.sql`FOR UPDATE`;
    after = "";
    foundInPass = 0;
  }
  return { refreshed, remaining: true };
}
