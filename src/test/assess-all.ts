import { db } from "#lib/platform/db.ts";
import { recomputeRisk } from "#lib/risk/store/recompute-risk.ts";

/** Assesses and stores all open deals of a workspace as of a moment. */
export async function assessAll(workspaceId: string, now: Date): Promise<void> {
  const open = await db().deal.findMany({
    where: { workspaceId, isOpen: true, deletedAt: null },
    select: { id: true },
  });
  const ids = open.map(({ id }) => id);
  await db().$transaction((tx) => recomputeRisk(tx, ids, { now, cause: "time" }));
}
