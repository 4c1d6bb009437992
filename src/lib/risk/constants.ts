import type { FactorKey, RiskNorms, RiskPolicy, StageNorm } from "./types.ts";

/**
 * Every number the risk engine rests on, each with its reason. "Measured" refers to the back-test in
 * docs/RISK_ENGINE.md; what is not marked so is judgement, and chosen round on purpose.
 */

export const DAY_MS = 86_400_000;

// --- Weights -----------------------------------------------------------------------------------

/**
 * Most a factor can contribute alone (noisy-OR). Measured order: time in stage against won deals
 * separates best (AUC 0.71), then the customer's silence (0.66); the seller's own activity hardly at
 * all. No single factor reaches High (0.7) by itself but a stalled stage comes close: two
 * independent signs are wanted before somebody is alarmed.
 */
export const DEFAULT_WEIGHTS: Record<FactorKey, number> = {
  decay: 0.55,
  velocity: 0.65,
  engagement: 0.35,
  competition: 0.3,
  slippage: 0.4,
  next_step: 0.25,
};

export const DEFAULT_POLICY: RiskPolicy = {
  version: 0,
  inactivityDays: { overall: 7, perStage: {} },
  weekendsCount: true,
  factors: {
    decay: { enabled: true, weight: DEFAULT_WEIGHTS.decay },
    velocity: { enabled: true, weight: DEFAULT_WEIGHTS.velocity },
    engagement: { enabled: true, weight: DEFAULT_WEIGHTS.engagement },
    competition: { enabled: true, weight: DEFAULT_WEIGHTS.competition },
    slippage: { enabled: true, weight: DEFAULT_WEIGHTS.slippage },
    next_step: { enabled: true, weight: DEFAULT_WEIGHTS.next_step },
  },
  bands: { medium: 0.4, high: 0.7 },
};

// --- Norms -------------------------------------------------------------------------------------

/** Won deals of a stage from which the team's own norms stand alone; below, defaults are blended in. */
export const NORM_FULL_SAMPLE = 20;

/** Stands in for a stage of which nothing is known. Calendar days. */
export const DEFAULT_STAGE_NORM: StageNorm = {
  n: 0,
  medianDays: 14,
  p75Days: 28,
  p90Days: 45,
  touchesPerDay: 0.15,
};

/** Starting points for a team without history: typical business-to-business cycles of 4–8 weeks. */
export const DEFAULT_NORMS: RiskNorms = {
  asOf: 0,
  stages: {
    discovery: { n: 0, medianDays: 14, p75Days: 28, p90Days: 45, touchesPerDay: 0.15 },
    proposal: { n: 0, medianDays: 12, p75Days: 22, p90Days: 35, touchesPerDay: 0.2 },
    negotiation: { n: 0, medianDays: 10, p75Days: 20, p90Days: 30, touchesPerDay: 0.25 },
  },
  won: 0,
  lost: 0,
  value: null,
  sources: { touchpoints: false, calendar: false, nextSteps: false },
  calibration: null,
};

/** A stage whose median is this many times the mean of the others' medians is a bottleneck. */
export const BOTTLENECK_RATIO = 2;

/** Norms below this many days would turn hours into danger. */
export const NORM_FLOOR_DAYS = 0.5;
