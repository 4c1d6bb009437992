import { db, transaction } from "#lib/platform/db.ts";
import { calibrateWorkspace } from "#lib/risk/store/calibrate-workspace.ts";
import { computeNorms } from "#lib/risk/store/compute-norms.ts";
import { enqueueWorkspaceRefresh } from "#lib/risk/store/enqueue-workspace-refresh.ts";
import type { RiskNorms } from "#lib/risk/types.ts";

/** Versions of norms kept for a workspace: replays older than these use the oldest kept. */
export const KEPT_NORMS = 500;

/**
 * Computes the norms of a workspace with their calibration and, when they differ from the ones in force, stores them as a new
 * version and has the open deals assessed again.
 */
export async function refreshNorms(workspaceId: string, now: Date): Promise<RiskNorms> {
  const computed = await computeNorms(db(), workspaceId, now);
  const calibration = await calibrateWorkspace(db(), workspaceId, computed, now);
  const norms = { ...computed, calibration };
  const team = await db().team.findUnique({ where: { id: workspaceId }, select: { id: true } });
  const owner = team ? { teamId: workspaceId } : { userId: workspaceId };
  await transaction(async (tx) => {
    const current = await tx.riskNorms.findFirst({
      where: { workspaceId },
      orderBy: { computedAt: "desc" },
      select: { data: true },
    });
    if (current && sameApartFromDate(current.data, norms)) return;
    await tx.riskNorms.create({ data: { workspaceId, ...owner, computedAt: now, data: norms } });
    await tx.$executeRaw`
      DELETE FROM "RiskNorms" WHERE id IN (
        SELECT id FROM "RiskNorms" WHERE "workspaceId" = ${workspaceId}
        ORDER BY "computedAt" DESC OFFSET ${KEPT_NORMS})`;
    await enqueueWorkspaceRefresh(tx, workspaceId);
  });
  return norms;
}

function sameApartFromDate(stored: unknown, norms: RiskNorms): boolean {
  const text = (value: object) => JSON.stringify({ ...value, asOf: 0 }, keysInOrder(value));
  return text(stored as object) === text(norms);
}

/** Every key at every depth, sorted: the database does not keep the order in which they were written. */
function keysInOrder(value: object): string[] {
  const keys = new Set<string>();
  JSON.stringify(value, (key, child) => {
    keys.add(key);
    return child;
  });
  return [...keys].sort();
}
