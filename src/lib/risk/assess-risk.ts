import { lossProbabilityOf } from "./calibration.ts";
import { bandOf, FACTORS, hazardOf, hazardsAt, scoreOf, weightOf } from "./compose.ts";
import { ACTION_MIN_SCORE, REASON_MIN_SHARE } from "./constants.ts";
import { ABSTAINS } from "./factors/factor.ts";
import { type Facts, gatherFacts } from "./facts.ts";
import type {
  AssessedFactor,
  Band,
  RecommendedAction,
  RiskAssessment,
  RiskDeal,
  RiskInput,
} from "./types.ts";

/**
 * The risk of a deal at a moment: pure, no clock, the same on every machine. `deal` must be the deal
 * as it stood at `at` (see `replayInput`); events after `at` are not seen. A closed deal scores 0.
 */
export function assessRisk(input: RiskInput): RiskAssessment {
  const { deal, norms, policy, at } = input;
  const facts = gatherFacts(input, at, at);
  const closed = isClosedAt(deal, at);
  const factors: AssessedFactor[] = [];
  const missing: string[] = [];
  let known = 0;
  let of = 0;
  let hazard = 0;
  for (const factor of FACTORS) {
    const weight = weightOf(policy, factor);
    const value = closed ? ABSTAINS : factor.value(facts);
    const abstained = value === ABSTAINS;
    if (weight > 0) {
      of += 1;
      if (!abstained || closed) known += 1;
      else addOnce(missing, factor.missing(facts));
    }
    if (abstained) {
      const reason = closed ? "The deal is closed" : `Not judged: ${factor.missing(facts)}`;
      factors.push({
        key: factor.key,
        value: 0,
        weight,
        share: 0,
        reason,
        evidence: {},
        abstained,
      });
      continue;
    }
    const share = hazardOf(weight, value);
    hazard += share;
    const { reason, evidence } = factor.explain(facts);
    factors.push({ key: factor.key, value, weight, share, reason, evidence, abstained });
  }
  const score = scoreOf(hazard);
  if (hazard > 0) for (const factor of factors) factor.share = (factor.share / hazard) * score;
  const band = bandOf(score, policy.bands);
  const byShare = factors
    .filter((factor) => factor.share >= REASON_MIN_SHARE)
    .sort((a, b) => b.share - a.share);
  return {
    at,
    score,
    band,
    lossProbability: closed ? null : lossProbabilityOf(norms.calibration, deal.stage, score),
    factors,
    reasons: byShare.map((factor) => factor.reason),
    recommendedAction: recommend(byShare[0], facts, score, band),
    coverage: { known, of, missing },
    policyVersion: policy.version,
    normsAsOf: norms.asOf,
  };
}

/** The same score and band without the words, for searches over many moments or policies. */
export function scoreRisk(input: RiskInput): { score: number; band: Band } {
  const { deal, policy, at } = input;
  if (isClosedAt(deal, at)) return { score: 0, band: "low" };
  const score = scoreOf(hazardsAt(gatherFacts(input, at, at)).total);
  return { score, band: bandOf(score, policy.bands) };
}

export function isClosedAt(deal: RiskDeal, at: number): boolean {
  return deal.isClosed && (deal.closedAt === null || deal.closedAt <= at);
}

function recommend(
  top: AssessedFactor | undefined,
  facts: Facts,
  score: number,
  band: Band,
): RecommendedAction | null {
  if (top === undefined || score < ACTION_MIN_SCORE) return null;
  for (const factor of FACTORS) {
    if (factor.key === top.key) return { ...factor.action(facts), urgency: band, factor: top.key };
  }
  return null;
}

function addOnce(list: string[], text: string): void {
  if (!list.includes(text)) list.push(text);
}
