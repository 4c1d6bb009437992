import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  aucOf,
  brierOf,
  calibrationBins,
  calibrationError,
  type Look,
  withinGroupAuc,
} from "./metrics.ts";

const look = (value: number, lost: boolean, group = "a", deal = `${value}${lost}`): Look => ({
  deal,
  group,
  value,
  lost,
});

const anyLooks = fc.array(
  fc.record({
    deal: fc.integer({ min: 0, max: 9 }).map(String),
    group: fc.constantFrom("a", "b"),
    value: fc.integer({ min: 0, max: 5 }),
    lost: fc.boolean(),
  }),
  { maxLength: 30 },
);

function auc(looks: readonly Look[], sameGroup: boolean): number | null {
  let pairs = 0;
  let concordant = 0;
  for (const lost of looks.filter((one) => one.lost)) {
    for (const won of looks.filter((one) => !one.lost)) {
      if (sameGroup && lost.group !== won.group) continue;
      pairs += 1;
      if (lost.value > won.value) concordant += 1;
      if (lost.value === won.value) concordant += 0.5;
    }
  }
  return pairs === 0 ? null : concordant / pairs;
}

describe("separation", () => {
  test("is the share of pairs in the right order, over all and within groups", () => {
    fc.assert(
      fc.property(anyLooks, (looks) => {
        const over = auc(looks, false);
        const within = auc(looks, true);
        if (over === null) expect(aucOf(looks)).toBeNull();
        else expect(aucOf(looks)?.value).toBeCloseTo(over, 10);
        if (within === null) expect(withinGroupAuc(looks)).toBeNull();
        else expect(withinGroupAuc(looks)).toBeCloseTo(within, 10);
      }),
      { numRuns: 200 },
    );
  });

  test("has an interval that counts deals, not looks", () => {
    const few = Array.from({ length: 20 }, (_, i) => look(i % 7, i % 3 === 0, "a", `deal ${i}`));
    const often = few.flatMap((one) => Array.from({ length: 10 }, () => one));
    expect(aucOf(often)).toEqual(aucOf(few));
  });
});

describe("probabilities", () => {
  test("are judged by squared error and by what happened in each bin", () => {
    const forecasts = [
      { probability: 0.1, lost: false },
      { probability: 0.3, lost: true },
      { probability: 0.8, lost: true },
      { probability: 0.6, lost: false },
    ];
    expect(brierOf(forecasts)).toBeCloseTo((0.01 + 0.49 + 0.04 + 0.36) / 4);
    const bins = calibrationBins(forecasts, 2);
    expect(bins).toEqual([
      { n: 2, predicted: 0.2, observed: 0.5 },
      { n: 2, predicted: 0.7, observed: 0.5 },
    ]);
    expect(calibrationError(bins)).toBeCloseTo(0.25);
  });

  test("are not split where they are equal", () => {
    const same = [true, true, false, false].map((lost) => ({ probability: 0.4, lost }));
    expect(calibrationBins(same)).toEqual([{ n: 4, predicted: 0.4, observed: 0.5 }]);
  });
});
