import { competition } from "./factors/competition.ts";
import { decay } from "./factors/decay.ts";
import { engagement } from "./factors/engagement.ts";
import { ABSTAINS, type Factor } from "./factors/factor.ts";
import { nextStep } from "./factors/next-step.ts";
import { slippage } from "./factors/slippage.ts";
import { velocity } from "./factors/velocity.ts";
import type { Facts } from "./facts.ts";
import type { Band, RiskPolicy } from "./types.ts";

/**
 * Composition of the factors: score = 1 − Π(1 − wᵢ·fᵢ), worked in logarithms, where it is a sum. A
 * factor's share of the score is its part of that sum.
 */

/** In FACTOR_KEYS order. */
export const FACTORS: readonly Factor[] = [
  decay,
  velocity,
  engagement,
  competition,
  slippage,
  nextStep,
];

/** −ln(1 − w·f): 0 for nothing, and it adds up. */
export function hazardOf(weight: number, value: number): number {
  return value <= 0 ? 0 : -Math.log1p(-weight * value);
}

export function weightOf(policy: RiskPolicy, factor: Factor): number {
  const { enabled, weight } = policy.factors[factor.key];
  return enabled ? weight : 0;
}

export function scoreOf(hazard: number): number {
  return -Math.expm1(-hazard);
}

export function bandOf(score: number, bands: RiskPolicy["bands"]): Band {
  if (score >= bands.high) return "high";
  return score >= bands.medium ? "medium" : "low";
}

/** The sum over the factors, with the part that time can lower told apart. */
export function hazardsAt(facts: Facts): { total: number; fading: number } {
  let total = 0;
  let fading = 0;
  for (const factor of FACTORS) {
    const value = factor.value(facts);
    if (value === ABSTAINS) continue;
    const hazard = hazardOf(weightOf(facts.policy, factor), value);
    total += hazard;
    if (factor === competition) fading = hazard;
  }
  return { total, fading };
}
