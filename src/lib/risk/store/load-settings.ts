import type { DbOrTx } from "#lib/platform/db.ts";
import { DEFAULT_NORMS, DEFAULT_POLICY } from "#lib/risk/constants.ts";
import { riskNormsSchema, riskPolicySchema } from "#lib/risk/schema.ts";
import type { RiskNorms, RiskPolicy } from "#lib/risk/types.ts";

/** The newest policy of each workspace; one that never set any has the documented defaults. */
export async function loadPolicies(
  client: DbOrTx,
  workspaceIds: readonly string[],
): Promise<(workspaceId: string) => RiskPolicy> {
  const rows = await client.riskPolicy.findMany({
    where: { workspaceId: { in: [...workspaceIds] } },
    orderBy: [{ workspaceId: "asc" }, { version: "desc" }],
    distinct: ["workspaceId"],
    select: { workspaceId: true, data: true },
  });
  const byWorkspace = new Map(
    rows.map((row) => [row.workspaceId, riskPolicySchema.parse(row.data)]),
  );
  return (workspaceId) => byWorkspace.get(workspaceId) ?? DEFAULT_POLICY;
}

/** The newest norms of each workspace with the id they are stored under. */
export async function loadNorms(
  client: DbOrTx,
  workspaceIds: readonly string[],
): Promise<(workspaceId: string) => { id: string | null; norms: RiskNorms }> {
  const rows = await client.riskNorms.findMany({
    where: { workspaceId: { in: [...workspaceIds] } },
    orderBy: [{ workspaceId: "asc" }, { computedAt: "desc" }],
    distinct: ["workspaceId"],
    select: { id: true, workspaceId: true, data: true },
  });
  const byWorkspace = new Map(
    rows.map((row) => [row.workspaceId, { id: row.id, norms: riskNormsSchema.parse(row.data) }]),
  );
  return (workspaceId) => byWorkspace.get(workspaceId) ?? { id: null, norms: DEFAULT_NORMS };
}
