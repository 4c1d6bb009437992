import type { DbOrTx } from "#lib/platform/db.ts";
import { DEFAULT_NORMS, DEFAULT_POLICY } from "#lib/risk/constants.ts";
import type { InForce } from "#lib/risk/replay-material.ts";
import { riskNormsSchema, riskPolicySchema } from "#lib/risk/schema.ts";
import { KEPT_NORMS } from "#lib/risk/store/refresh-norms.ts";
import type { RiskNorms, RiskPolicy } from "#lib/risk/types.ts";

export type RulesInForce = { norms: RiskNorms; policy: RiskPolicy };

/**
 * The norms and the policy by which a deal was assessed at a moment in the past: the newest of that
 * time. Where a result was stored at that very moment, the versions it names, since norms may have
 * been computed while it was being made.
 */
export async function loadRulesAt(
  client: DbOrTx,
  { id: dealId, workspaceId }: { id: string; workspaceId: string },
  at: Date,
): Promise<RulesInForce> {
  const stored = await client.riskSnapshot.findFirst({
    where: { dealId, at },
    orderBy: { id: "desc" },
    select: { normsId: true, policyVersion: true },
  });
  const named =
    stored?.normsId &&
    (await client.riskNorms.findFirst({
      where: { id: stored.normsId, workspaceId },
      select: { data: true },
    }));
  const isByDefaults = stored !== null && stored.normsId === null;
  const norms = named
    ? riskNormsSchema.parse(named.data)
    : isByDefaults
      ? DEFAULT_NORMS
      : await normsAt(client, workspaceId, at);
  const policy = await client.riskPolicy.findFirst({
    where: stored
      ? { workspaceId, version: stored.policyVersion }
      : { workspaceId, createdAt: { lte: at } },
    orderBy: { version: "desc" },
    select: { data: true },
  });
  return { norms, policy: policy ? riskPolicySchema.parse(policy.data) : DEFAULT_POLICY };
}

async function normsAt(client: DbOrTx, workspaceId: string, at: Date): Promise<RiskNorms> {
  const select = { data: true } as const;
  const newest = await client.riskNorms.findFirst({
    where: { workspaceId, computedAt: { lte: at } },
    orderBy: { computedAt: "desc" },
    select,
  });
  if (newest) return riskNormsSchema.parse(newest.data);
  // Only where old versions were dropped does the oldest kept stand for what came before it.
  const isPruned = (await client.riskNorms.count({ where: { workspaceId } })) >= KEPT_NORMS;
  const oldest = isPruned
    ? await client.riskNorms.findFirst({
        where: { workspaceId },
        orderBy: { computedAt: "asc" },
        select,
      })
    : null;
  return oldest ? riskNormsSchema.parse(oldest.data) : DEFAULT_NORMS;
}

/**
 * Every version of norms and policy that was in force from `from` on, oldest first, or null when
 * there are more than `limit` of either: a replay then asks for each moment by itself.
 */
export async function loadRulesSince(
  client: DbOrTx,
  workspaceId: string,
  from: Date,
  limit: number,
): Promise<{ norms: InForce<RiskNorms>[]; policies: InForce<RiskPolicy>[] } | null> {
  const first = await client.riskNorms.findFirst({
    where: { workspaceId, computedAt: { lte: from } },
    orderBy: { computedAt: "desc" },
    select: { computedAt: true },
  });
  const norms = await client.riskNorms.findMany({
    where: { workspaceId, ...(first ? { computedAt: { gte: first.computedAt } } : {}) },
    orderBy: { computedAt: "asc" },
    take: limit + 1,
    select: { computedAt: true, data: true },
  });
  const policies = await client.riskPolicy.findMany({
    where: { workspaceId },
    orderBy: { version: "asc" },
    take: limit + 1,
    select: { createdAt: true, data: true },
  });
  if (norms.length > limit || policies.length > limit) return null;
  return {
    norms: norms.map(({ computedAt, data }) => ({
      since: computedAt.getTime(),
      value: riskNormsSchema.parse(data),
    })),
    policies: policies.map(({ createdAt, data }) => ({
      since: createdAt.getTime(),
      value: riskPolicySchema.parse(data),
    })),
  };
}
