import type { DbOrTx } from "#lib/platform/db.ts";
import { DEFAULT_NORMS, DEFAULT_POLICY } from "#lib/risk/constants.ts";
import type { InForce } from "#lib/risk/replay-material.ts";
import { riskNormsSchema, riskPolicySchema } from "#lib/risk/schema.ts";
import { KEPT_NORMS } from "#lib/risk/store/refresh-norms.ts";
import type { RiskNorms, RiskPolicy } from "#lib/risk/types.ts";

export type RulesInForce = { norms: RiskNorms; policy: RiskPolicy };

/**
 * The norms and the policy by which a deal was assessed at a moment in the past: the newest of that
 * time. The stored results name the versions that made them and have the last word: norms may have
 * been computed while a result was being made, or for a past that was told afterwards.
 */
export async function loadRulesAt(
  client: DbOrTx,
  { id: dealId, workspaceId }: { id: string; workspaceId: string },
  at: Date,
): Promise<RulesInForce> {
  const stored = await client.riskSnapshot.findFirst({
    where: { dealId, at: { lte: at } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { at: true, normsId: true, policyVersion: true },
  });
  const isOfThen = stored?.at.getTime() === at.getTime();
  const policy = await client.riskPolicy.findFirst({
    where: isOfThen
      ? { workspaceId, version: stored.policyVersion }
      : { workspaceId, createdAt: { lte: at } },
    orderBy: { version: "desc" },
    select: { data: true },
  });
  const norms =
    isOfThen && stored.normsId === null
      ? null
      : await normsAt(client, workspaceId, { at, named: stored?.normsId ?? null, isOfThen });
  return {
    norms: norms ? riskNormsSchema.parse(norms.data) : DEFAULT_NORMS,
    policy: policy ? riskPolicySchema.parse(policy.data) : DEFAULT_POLICY,
  };
}

async function normsAt(
  client: DbOrTx,
  workspaceId: string,
  { at, named, isOfThen }: { at: Date; named: string | null; isOfThen: boolean },
): Promise<{ data: unknown } | null> {
  const select = { data: true, computedAt: true } as const;
  const ofResult = named
    ? await client.riskNorms.findFirst({ where: { id: named, workspaceId }, select })
    : null;
  if (ofResult && (isOfThen || ofResult.computedAt > at)) return ofResult;
  const newest = await client.riskNorms.findFirst({
    where: { workspaceId, computedAt: { lte: at } },
    orderBy: { computedAt: "desc" },
    select,
  });
  if (newest) return newest;
  // Only where old versions were dropped does the oldest kept stand for what came before it.
  const isPruned = (await client.riskNorms.count({ where: { workspaceId } })) >= KEPT_NORMS;
  return isPruned
    ? client.riskNorms.findFirst({ where: { workspaceId }, orderBy: { computedAt: "asc" }, select })
    : null;
}

/**
 * Every version of norms and policy that was in force for a deal from `from` on, oldest first, or
 * null when there are more than `limit` of either: a replay then asks for each moment by itself.
 */
export async function loadRulesSince(
  client: DbOrTx,
  { id: dealId, workspaceId }: { id: string; workspaceId: string },
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
    select: { id: true, computedAt: true, data: true },
  });
  const policies = await client.riskPolicy.findMany({
    where: { workspaceId },
    orderBy: { version: "asc" },
    take: limit + 1,
    select: { createdAt: true, data: true },
  });
  if (norms.length > limit || policies.length > limit) return null;
  const named = await client.riskSnapshot.groupBy({
    by: ["normsId"],
    where: { dealId, normsId: { in: norms.map(({ id }) => id) } },
    _min: { at: true },
  });
  const firstNamed = new Map(named.map(({ normsId, _min }) => [normsId, _min.at?.getTime()]));
  return {
    norms: norms
      .map(({ id, computedAt, data }) => ({
        since: Math.min(computedAt.getTime(), firstNamed.get(id) ?? Number.POSITIVE_INFINITY),
        value: riskNormsSchema.parse(data),
      }))
      .sort((a, b) => a.since - b.since),
    policies: policies.map(({ createdAt, data }) => ({
      since: createdAt.getTime(),
      value: riskPolicySchema.parse(data),
    })),
  };
}
