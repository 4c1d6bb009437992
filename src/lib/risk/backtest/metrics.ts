import { seededRandom } from "#lib/platform/seeded-random.ts";
import { BOOTSTRAP } from "../constants.ts";

/** Measures of how well a number separates and predicts. All are pure and repeatable. */

/** One look at one deal: `value` ranks it, `lost` is what became of it. */
export type Look = { deal: string; group: string; value: number; lost: boolean };

export type Interval = { value: number; low: number; high: number };

/**
 * Area under the ROC curve: how often a lost look ranks above a won one, ties counting half. Null
 * when one of the two is missing. The 95% interval is a bootstrap over deals, since looks at one
 * deal are not independent.
 */
export function aucOf(looks: readonly Look[]): Interval | null {
  const sorted = [...looks].sort((a, b) => a.value - b.value);
  const deals = new Map<string, number>();
  const owner = sorted.map(({ deal }) => {
    const index = deals.get(deal) ?? deals.size;
    deals.set(deal, index);
    return index;
  });
  const once = new Array<number>(deals.size).fill(1);
  const value = weightedAuc(sorted, owner, once);
  if (value === null) return null;
  const random = seededRandom(BOOTSTRAP.seed);
  const resampled: number[] = [];
  for (let repeat = 0; repeat < BOOTSTRAP.repeats; repeat += 1) {
    const times = new Array<number>(deals.size).fill(0);
    for (let draw = 0; draw < deals.size; draw += 1) {
      const picked = Math.floor(random() * deals.size);
      times[picked] = (times[picked] ?? 0) + 1;
    }
    const auc = weightedAuc(sorted, owner, times);
    if (auc !== null) resampled.push(auc);
  }
  resampled.sort((a, b) => a - b);
  return { value, low: quantileOf(resampled, 0.025), high: quantileOf(resampled, 0.975) };
}

function weightedAuc(
  sorted: readonly Look[],
  owner: readonly number[],
  times: readonly number[],
): number | null {
  let wonBelow = 0;
  let lostAll = 0;
  let concordant = 0;
  let index = 0;
  while (index < sorted.length) {
    const value = sorted[index]?.value;
    let won = 0;
    let lost = 0;
    for (; index < sorted.length && sorted[index]?.value === value; index += 1) {
      const weight = times[owner[index] ?? 0] ?? 0;
      if (sorted[index]?.lost) lost += weight;
      else won += weight;
    }
    concordant += lost * (wonBelow + won / 2);
    wonBelow += won;
    lostAll += lost;
  }
  return lostAll > 0 && wonBelow > 0 ? concordant / (lostAll * wonBelow) : null;
}

/** The same over pairs of one group only: what the value knows beyond the group. */
export function withinGroupAuc(looks: readonly Look[]): number | null {
  const groups = new Map<string, Look[]>();
  for (const look of looks) {
    const group = groups.get(look.group);
    if (group === undefined) groups.set(look.group, [look]);
    else group.push(look);
  }
  let pairs = 0;
  let concordant = 0;
  for (const group of groups.values()) {
    const sorted = group.sort((a, b) => a.value - b.value);
    const owner = sorted.map(() => 0);
    const auc = weightedAuc(sorted, owner, [1]);
    if (auc === null) continue;
    const lost = sorted.filter((look) => look.lost).length;
    pairs += lost * (sorted.length - lost);
    concordant += auc * lost * (sorted.length - lost);
  }
  return pairs === 0 ? null : concordant / pairs;
}

export type Forecast = { probability: number; lost: boolean };

/** Mean squared error of the probabilities; 0 is perfect, a constant base rate b gives b(1 − b). */
export function brierOf(forecasts: readonly Forecast[]): number {
  const errors = forecasts.map(({ probability, lost }) => (probability - (lost ? 1 : 0)) ** 2);
  return errors.reduce((sum, error) => sum + error, 0) / forecasts.length;
}

export type CalibrationBin = { n: number; predicted: number; observed: number };

/**
 * Ten bins of about equal size by probability: what was predicted and what happened. Equal
 * probabilities stay together, or the bins would show nothing but the order of the rows.
 */
export function calibrationBins(forecasts: readonly Forecast[], bins = 10): CalibrationBin[] {
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability);
  const found: CalibrationBin[] = [];
  let from = 0;
  for (let index = 1; index <= bins; index += 1) {
    let to = Math.floor((index * sorted.length) / bins);
    if (to <= from) continue;
    while (to < sorted.length && sorted[to]?.probability === sorted[to - 1]?.probability) to += 1;
    found.push(binOf(sorted.slice(from, to)));
    from = to;
  }
  return found;
}

function binOf(bin: readonly Forecast[]): CalibrationBin {
  const predicted = bin.reduce((sum, { probability }) => sum + probability, 0);
  const observed = bin.filter(({ lost }) => lost).length;
  return { n: bin.length, predicted: predicted / bin.length, observed: observed / bin.length };
}

/** Mean distance of predicted and observed over the bins, weighted by their size. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const all = bins.reduce((sum, { n }) => sum + n, 0);
  return bins.reduce((sum, bin) => sum + (bin.n / all) * Math.abs(bin.predicted - bin.observed), 0);
}

/** Interpolated quantile of sorted numbers; NaN for none. */
export function quantileOf(sorted: readonly number[], p: number): number {
  const rank = p * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? Number.NaN;
  const high = sorted[Math.ceil(rank)] ?? low;
  return low + (high - low) * (rank - Math.floor(rank));
}
