import { DAY_MS } from "../constants.ts";
import type { Calibration, RiskInput, RiskNorms, RiskPolicy } from "../types.ts";
import { type DealHistory, dealAt } from "./deal-history.ts";
import { fitCalibration } from "./fit-calibration.ts";
import { historicNorms } from "./historic-norms.ts";

/** What was known at any moment, worked out once a day: the rules behind every look. */
export type Timeline = {
  /** From deals closed by the last midnight (UTC) before `at`. */
  normsAt: (at: number) => RiskNorms;
  /** From deals closed by `trainUntil`, or by the last midnight before `at` where that is earlier. */
  calibrationAt: (at: number) => Calibration | null;
  /** Input for the engine as of `at`; null where there was no deal yet. */
  inputAt: (history: DealHistory, at: number) => RiskInput | null;
};

export function timelineOf(
  histories: readonly DealHistory[],
  policy: RiskPolicy,
  trainUntil: number,
): Timeline {
  const normsAt = remember((day) => historicNorms(histories, day));
  const calibrationAt = remember((day) => {
    const asOf = Math.min(day, trainUntil);
    return fitCalibration({ histories, norms: normsAt(asOf), policy, asOf });
  });
  // All moments after the training share one fit.
  const lastFit = Math.ceil(trainUntil / DAY_MS) * DAY_MS;
  return {
    normsAt,
    calibrationAt: (at) => calibrationAt(Math.min(at, lastFit)),
    inputAt(history, at) {
      const deal = dealAt(history, at);
      return deal === null
        ? null
        : { deal, events: history.events, norms: normsAt(at), policy, at };
    },
  };
}

function remember<T>(compute: (midnight: number) => T): (at: number) => T {
  const known = new Map<number, T>();
  return (at) => {
    const midnight = Math.floor(at / DAY_MS) * DAY_MS;
    let value = known.get(midnight);
    if (value === undefined) {
      value = compute(midnight);
      known.set(midnight, value);
    }
    return value;
  };
}
