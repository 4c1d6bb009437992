import { scoreRisk } from "../assess-risk.ts";
import { logit } from "../calibration.ts";
import {
  CALIBRATION_MIN_DEALS,
  CALIBRATION_RIDGE,
  CALIBRATION_SAMPLE,
  CALIBRATION_SMOOTHING,
  DAY_MS,
} from "../constants.ts";
import type { Calibration, CalibrationFit, RiskNorms, RiskPolicy } from "../types.ts";
import { type DealHistory, dealAt, isClosedBy } from "./deal-history.ts";

const WEEK_MS = 7 * DAY_MS;
const ITERATIONS = 40;

/** One deal as it stood at one weekly moment, and how it ended. */
export type Look = { deal: string; stage: string; score: number; lost: number };

type FitInput = {
  histories: readonly DealHistory[];
  norms: RiskNorms;
  policy: RiskPolicy;
  asOf: number;
};

/**
 * Fits loss probability on the deals closed by `asOf`, replayed at weekly moments before `asOf` while
 * they were open. Deterministic: fixed moments, fixed number of Newton steps. Null below
 * CALIBRATION_MIN_DEALS won or lost.
 *
 * Norms should be those of `asOf`; norms of each past moment give the same fit within its error.
 */
export function fitCalibration({ histories, ...rules }: FitInput): Calibration | null {
  const closed = histories.filter((history) => isClosedBy(history, rules.asOf));
  if (!isEnough(countOutcomes(closed))) return null;
  const fit = fitLooks(
    closed,
    closed.flatMap((history) => weeklyLooks(history, rules)),
  );
  return fit && { fittedAt: rules.asOf, ...fit, closingRule: null };
}

/** The fit to looks at these closed deals; looks at others are left out. */
export function fitLooks(
  closed: readonly DealHistory[],
  looks: readonly Look[],
): CalibrationFit | null {
  const counts = countOutcomes(closed);
  if (!isEnough(counts)) return null;
  const ids = new Set(closed.map(({ id }) => id));
  const samples = looks.filter(({ deal }) => ids.has(deal));
  if (samples.length === 0) return null;
  const baseRate = meanOf(samples, (sample) => sample.lost);
  const stages = stageRates(samples, baseRate);
  const indexMean = meanOf(samples, (sample) => sample.score);
  const points = samples.map(({ stage, score, lost }) => ({
    prior: logit(stages[stage]?.rate ?? baseRate),
    index: score - indexMean,
    lost,
  }));
  return {
    ...counts,
    samples: samples.length,
    ...fitTwo(points),
    indexMean,
    baseRate,
    stages,
  };
}

export function isEnough({ won, lost }: { won: number; lost: number }): boolean {
  return Math.min(won, lost) >= CALIBRATION_MIN_DEALS;
}

function countOutcomes(closed: readonly DealHistory[]): { won: number; lost: number } {
  const lost = closed.filter((history) => history.outcome === "lost").length;
  return { won: closed.length - lost, lost };
}

/** Weekly moments are counted back from `asOf`, so that every deal is seen on the same days. */
export function weeklyLooks(
  history: DealHistory,
  { norms, policy, asOf }: Omit<FitInput, "histories">,
): Look[] {
  const looks: Look[] = [];
  const end = history.closedAt ?? asOf;
  const begin = Math.max(history.createdAt, end - CALIBRATION_SAMPLE.weeks * WEEK_MS);
  const weeks = Math.floor((asOf - begin) / WEEK_MS);
  for (let at = asOf - weeks * WEEK_MS; at < end; at += WEEK_MS) {
    const deal = dealAt(history, at);
    if (deal === null || deal.isClosed) continue;
    const { score } = scoreRisk({ deal, events: history.events, norms, policy, at });
    const lost = history.outcome === "lost" ? 1 : 0;
    looks.push({ deal: history.id, stage: deal.stage, score, lost });
  }
  return looks;
}

/** Share of lost among the snapshots of a stage, drawn towards the overall rate where they are few. */
function stageRates(samples: readonly Look[], baseRate: number): Calibration["stages"] {
  const counts = new Map<string, { samples: number; lost: number; deals: Set<string> }>();
  for (const { deal, stage, lost } of samples) {
    const count = counts.get(stage) ?? { samples: 0, lost: 0, deals: new Set() };
    count.samples += 1;
    count.lost += lost;
    count.deals.add(deal);
    counts.set(stage, count);
  }
  const rates: Calibration["stages"] = {};
  for (const [stage, { samples, lost, deals }] of counts) {
    const rate = (lost + CALIBRATION_SMOOTHING * baseRate) / (samples + CALIBRATION_SMOOTHING);
    rates[stage] = { rate, n: deals.size };
  }
  return rates;
}

type Point = { prior: number; index: number; lost: number };
type Coefficients = Pick<Calibration, "stageCoefficient" | "indexCoefficient">;

/**
 * Logistic regression without intercept by Newton's method; a slight ridge towards (1, 0), "the
 * stage's rate as it is", keeps one-stage histories solvable. A higher index never means less danger:
 * where the fit says so, the index is left out.
 */
function fitTwo(points: readonly Point[]): Coefficients {
  const both = newton(points, true);
  return both.indexCoefficient >= 0 ? both : newton(points, false);
}

function newton(points: readonly Point[], withIndex: boolean): Coefficients {
  let stage = 1;
  let index = 0;
  for (let step = 0; step < ITERATIONS; step += 1) {
    let gradStage = CALIBRATION_RIDGE * (1 - stage);
    let gradIndex = CALIBRATION_RIDGE * (0 - index);
    let stageStage = CALIBRATION_RIDGE;
    let indexIndex = CALIBRATION_RIDGE;
    let stageIndex = 0;
    for (const point of points) {
      const p = 1 / (1 + Math.exp(-(stage * point.prior + index * point.index)));
      const error = point.lost - p;
      const weight = p * (1 - p);
      gradStage += error * point.prior;
      gradIndex += error * point.index;
      stageStage += weight * point.prior * point.prior;
      stageIndex += weight * point.prior * point.index;
      indexIndex += weight * point.index * point.index;
    }
    if (!withIndex) {
      stage += gradStage / stageStage;
      continue;
    }
    const determinant = stageStage * indexIndex - stageIndex * stageIndex;
    stage += (indexIndex * gradStage - stageIndex * gradIndex) / determinant;
    index += (stageStage * gradIndex - stageIndex * gradStage) / determinant;
  }
  return { stageCoefficient: stage, indexCoefficient: index };
}

function meanOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / items.length;
}
