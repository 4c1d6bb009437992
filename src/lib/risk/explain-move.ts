import {
  type AssessedFactor,
  type Band,
  FACTOR_KEYS,
  type FactorKey,
  type RiskAssessment,
} from "./types.ts";

export type RiskMove = {
  from: { at: number; score: number; band: Band };
  to: { at: number; score: number; band: Band };
  /** Score after less score before; the factors' parts sum to it. */
  change: number;
  /** All six, largest move first. */
  factors: {
    key: FactorKey;
    change: number;
    before: { value: number; share: number; reason: string };
    after: { value: number; share: number; reason: string };
  }[];
  /** True when the rules differ too, so that not everything is the deal's own doing. */
  policyChanged: boolean;
  normsChanged: boolean;
};

/** Why the score moved between two assessments of a deal, factor by factor. */
export function explainMove(before: RiskAssessment, after: RiskAssessment): RiskMove {
  const factors = FACTOR_KEYS.map((key) => {
    const old = sideOf(before, key);
    const now = sideOf(after, key);
    return { key, change: now.share - old.share, before: old, after: now };
  });
  return {
    from: { at: before.at, score: before.score, band: before.band },
    to: { at: after.at, score: after.score, band: after.band },
    change: after.score - before.score,
    factors: factors.sort((a, b) => Math.abs(b.change) - Math.abs(a.change)),
    policyChanged: before.policyVersion !== after.policyVersion,
    normsChanged: before.normsAsOf !== after.normsAsOf,
  };
}

/** A stored assessment from before a factor existed has no entry for it. */
function sideOf(
  { factors }: RiskAssessment,
  key: FactorKey,
): Pick<AssessedFactor, "value" | "share" | "reason"> {
  const factor = factors.find((candidate) => candidate.key === key);
  if (factor === undefined) return { value: 0, share: 0, reason: "" };
  return { value: factor.value, share: factor.share, reason: factor.reason };
}
