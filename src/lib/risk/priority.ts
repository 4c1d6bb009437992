import {
  PRIORITY,
  PRIORITY_MIN_VALUES,
  PRIORITY_STAGE,
  PRIORITY_STAGE_UNKNOWN,
} from "./constants.ts";
import { stageLabel } from "./factors/factor.ts";
import type { RiskNorms, ValueNorm } from "./types.ts";

/**
 * What to look at first: risk, weighted by where the value stands among the open deals and by the
 * stage. Orders the worklist and nothing else.
 *
 * @param valueMinor in the workspace currency; null when it is not known or has no rate, and then
 *   counts as typical, as all do where next to no deal has a value.
 */
export function priority({
  risk,
  valueMinor,
  stage,
  norms,
}: {
  risk: number;
  valueMinor: number | null;
  stage: string;
  norms: RiskNorms;
}): { value: number; reason: string } {
  const rank = valueRank(valueMinor, norms.value);
  const weight = PRIORITY_STAGE[stage] ?? PRIORITY_STAGE_UNKNOWN;
  const value =
    risk * (PRIORITY.base + PRIORITY.value * (rank ?? TYPICAL_RANK) + PRIORITY.stage * weight);
  const words = valueMinor !== null && valueMinor <= 0 ? "No value given" : valueWords(rank);
  return { value, reason: `${words}, in ${inSentence(stageLabel(stage))}` };
}

const TYPICAL_RANK = 0.5;

/** 0–1: the part of the open deals that are worth less, straight between the quantiles. */
function valueRank(value: number | null, norm: ValueNorm | null): number | null {
  if (value === null || norm === null || norm.n < PRIORITY_MIN_VALUES) return null;
  // Values are not filled in here: among zeros, zero is not "very high".
  if (norm.p90 <= 0) return null;
  if (value <= 0) return 0;
  const { p25, p50, p75, p90 } = norm;
  if (value >= p90) return 1 - (0.1 * p90) / value;
  if (value >= p75) return step(p75, p90, 0.75, 0.9, value);
  if (value >= p50) return step(p50, p75, 0.5, 0.75, value);
  if (value >= p25) return step(p25, p50, 0.25, 0.5, value);
  return (0.25 * value) / p25;
}

/** Called only where `from ≤ value < to`. */
function step(from: number, to: number, low: number, high: number, value: number): number {
  return low + ((high - low) * (value - from)) / (to - from);
}

function valueWords(rank: number | null): string {
  if (rank === null) return "Value not comparable";
  if (rank >= 0.9) return "Very high value";
  if (rank >= 0.75) return "High value";
  return rank < 0.25 ? "Small value" : "Typical value";
}

/** The product's own stages are plain words; a name from a file keeps its capitals. */
function inSentence(label: string): string {
  return /^[A-Z][a-z ]+$/.test(label) ? label.toLowerCase() : label;
}
