import type { Calibration, CalibrationFit, LossProbability, LossRate } from "./types.ts";

/** Keeps the logit finite where a rate is 0 or 1. */
const RATE_EDGE = 1e-4;

export function logit(p: number): number {
  const inside = Math.min(1 - RATE_EDGE, Math.max(RATE_EDGE, p));
  return Math.log(inside / (1 - inside));
}

/**
 * Probability that the deal will be lost, and the number of closed deals seen at its stage that
 * stand behind it; null without a calibration. A stage never seen gets the overall rate.
 */
export function lossProbabilityOf(
  calibration: Calibration | null,
  stage: string,
  score: number,
): LossProbability | null {
  if (calibration === null) return null;
  const without = calibration.closingRule?.without ?? null;
  return {
    ...lossRate(calibration, stage, score),
    withoutClosingRule: without && lossRate(without, stage, score),
  };
}

function lossRate(fit: CalibrationFit, stage: string, score: number): LossRate {
  const { baseRate, stages, stageCoefficient, indexCoefficient, indexMean } = fit;
  const seen = stages[stage];
  const z =
    stageCoefficient * logit(seen?.rate ?? baseRate) + indexCoefficient * (score - indexMean);
  return {
    value: 1 / (1 + Math.exp(-z)),
    n: seen?.n ?? fit.won + fit.lost,
  };
}
