import { DAY_MS, NORM_FULL_SAMPLE, VELOCITY_AT } from "../constants.ts";
import type { Facts } from "../facts.ts";
import type { BlendedNorm } from "../norms.ts";
import { countOf, type Factor, readableDays, round2, stageLabel, wholeDays } from "./factor.ts";

/**
 * Stage velocity: calendar days in the current stage against won deals in that stage.
 *
 * The value runs straight through (median, p75, p90) of the won deals at VELOCITY_AT and beyond p90
 * on towards 1 with the slope it had. It never abstains: a stage nobody has won through yet is
 * judged by the documented defaults, and the reason says so.
 */
export const velocity: Factor = {
  key: "velocity",

  value(facts) {
    return velocityAfter(facts.norm, Math.max(0, facts.at - facts.deal.stageEnteredAt) / DAY_MS);
  },

  explain(facts) {
    const { norm, deal, at } = facts;
    const days = Math.max(0, at - deal.stageEnteredAt) / DAY_MS;
    const median = readableDays(norm.medianDays);
    const p90 = readableDays(norm.p90Days);
    const own = norm.n === 1 ? "1 own won deal" : `${norm.n} own won deals`;
    const basis = norm.n >= NORM_FULL_SAMPLE ? "" : ` (typical figures; ${own} so far)`;
    const bottleneck = norm.isBottleneck ? "; the slowest stage of your pipeline" : "";
    const stay = countOf(wholeDays(deal.stageEnteredAt, at), "day");
    return {
      reason: `In ${stageLabel(deal.stage)} for ${stay}; won deals take ${median} (median), 90% are through in ${p90}${basis}${bottleneck}`,
      evidence: {
        daysInStage: round2(days),
        medianDays: round2(norm.medianDays),
        p75Days: round2(norm.p75Days),
        p90Days: round2(norm.p90Days),
        wonSamples: norm.n,
        isBottleneck: norm.isBottleneck,
      },
    };
  },

  missing() {
    return "no stage dates";
  },

  action(facts: Facts) {
    return {
      label: `Agree with the customer what moves this out of ${stageLabel(facts.deal.stage)}`,
      dueAt: facts.deal.stageEnteredAt + facts.norm.p75Days * DAY_MS,
    };
  },
};

function velocityAfter(norm: BlendedNorm, days: number): number {
  const { medianDays, p75Days, p90Days } = norm;
  if (days <= medianDays) return (VELOCITY_AT.median * days) / medianDays;
  if (days <= p75Days) {
    return between(medianDays, p75Days, VELOCITY_AT.median, VELOCITY_AT.p75, days);
  }
  if (days <= p90Days) return between(p75Days, p90Days, VELOCITY_AT.p75, VELOCITY_AT.p90, days);
  return 1 - (1 - VELOCITY_AT.p90) * Math.exp(-(days - p90Days) / p90Days);
}

/** Called only where `fromDays < days ≤ toDays`, so the interval is not empty. */
function between(
  fromDays: number,
  toDays: number,
  fromValue: number,
  toValue: number,
  days: number,
): number {
  return fromValue + ((toValue - fromValue) * (days - fromDays)) / (toDays - fromDays);
}
