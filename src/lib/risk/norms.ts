import {
  BOTTLENECK_RATIO,
  DEFAULT_NORMS,
  DEFAULT_STAGE_NORM,
  NORM_FLOOR_DAYS,
  NORM_FULL_SAMPLE,
} from "./constants.ts";
import type { RiskNorms, StageNorm } from "./types.ts";

/** A stage's norms as the factors use them: own history blended with the defaults. */
export type BlendedNorm = StageNorm & {
  /** 0–1: how much of it is the team's own. */
  ownShare: number;
  /** Won deals spend much longer here than in the other stages. */
  isBottleneck: boolean;
};

/** Norms are immutable, so what is derived from them is worked out once for each object. */
const blendedByNorms = new WeakMap<RiskNorms, Map<string, BlendedNorm>>();

/**
 * Norms of a stage. With n won samples the team's own figures weigh min(1, n / 20), the documented
 * defaults the rest. Quantiles come out in order and never under half a day.
 */
export function stageNormOf(norms: RiskNorms, stage: string): BlendedNorm {
  let stages = blendedByNorms.get(norms);
  if (stages === undefined) {
    stages = new Map();
    blendedByNorms.set(norms, stages);
  }
  let blended = stages.get(stage);
  if (blended === undefined) {
    blended = blendNorm(norms, stage);
    stages.set(stage, blended);
  }
  return blended;
}

function blendNorm(norms: RiskNorms, stage: string): BlendedNorm {
  const fallback = DEFAULT_NORMS.stages[stage] ?? DEFAULT_STAGE_NORM;
  const own = norms.stages[stage] ?? fallback;
  const ownShare = Math.min(1, own.n / NORM_FULL_SAMPLE);
  const mix = (mine: number, usual: number) => ownShare * mine + (1 - ownShare) * usual;
  const medianDays = Math.max(NORM_FLOOR_DAYS, mix(own.medianDays, fallback.medianDays));
  const p75Days = Math.max(medianDays, mix(own.p75Days, fallback.p75Days));
  const p90Days = Math.max(p75Days, mix(own.p90Days, fallback.p90Days));
  return {
    n: own.n,
    medianDays,
    p75Days,
    p90Days,
    touchesPerDay: mix(own.touchesPerDay, fallback.touchesPerDay),
    ownShare,
    isBottleneck: isBottleneck(norms, stage),
  };
}

/** Only between stages that are all known from enough won deals: defaults prove nothing. */
function isBottleneck(norms: RiskNorms, stage: string): boolean {
  const own = norms.stages[stage];
  if (own === undefined || own.n < NORM_FULL_SAMPLE) return false;
  const others = Object.entries(norms.stages)
    .filter(([name, norm]) => name !== stage && norm.n >= NORM_FULL_SAMPLE)
    .map(([, norm]) => norm.medianDays);
  if (others.length === 0) return false;
  const mean = others.reduce((sum, median) => sum + median, 0) / others.length;
  return own.medianDays > BOTTLENECK_RATIO * Math.max(mean, NORM_FLOOR_DAYS);
}
