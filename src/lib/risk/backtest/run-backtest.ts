import { assessRisk } from "../assess-risk.ts";
import { lossProbabilityOf } from "../calibration.ts";
import { CALIBRATION_MIN_DEALS, DAY_MS } from "../constants.ts";
import {
  type AssessedFactor,
  type Band,
  type Calibration,
  FACTOR_KEYS,
  type FactorKey,
  type RiskPolicy,
} from "../types.ts";
import { type AutomaticClosures, findAutomaticClosures } from "./automatic-closures.ts";
import { type DealHistory, isClosedBy } from "./deal-history.ts";
import { type LeadTime, leadTimeOf } from "./lead-time.ts";
import {
  aucOf,
  brierOf,
  type CalibrationBin,
  calibrationBins,
  calibrationError,
  type Forecast,
  type Interval,
  type Look,
  withinGroupAuc,
} from "./metrics.ts";
import { type Timeline, timelineOf } from "./timeline.ts";

export type Separation = { auc: Interval | null; withinStage: number | null };

/** Every figure comes with the number of looks and of won and lost deals behind it. */
export type BacktestFigures = {
  looks: number;
  won: number;
  lost: number;
  index: Separation;
  /** Each factor's value alone; those that said anything at any look. */
  factors: (Separation & { key: FactorKey })[];
  bands: { band: Band; looks: number; lost: number }[];
  probability: (Separation & { brier: number; error: number; bins: CalibrationBin[] }) | null;
  baselines: {
    /** Days since anybody's last activity, alone. */
    lastActivity: Separation;
    /** The loss rate of the training deals, for every deal alike. */
    baseRate: { rate: number; brier: number } | null;
  };
};

export type Backtest = {
  trainUntil: number;
  moments: number;
  /** Null where too few deals had closed by `trainUntil`. */
  calibration: Calibration | null;
  /** Null where fewer than CALIBRATION_MIN_DEALS won or lost deals can be looked at. */
  figures: BacktestFigures | null;
  won: number;
  lost: number;
  leadTime: LeadTime | null;
  /** A closing rule, if one shows in the data, and the figures without the deals it closed. */
  automatic:
    | (Omit<AutomaticClosures, "dealIds"> & {
        deals: number;
        figures: BacktestFigures | null;
      })
    | null;
};

/**
 * Replays the engine at the given moments over deals that were open then and whose outcome is known
 * by now, with norms of that day and a calibration from deals closed by `trainUntil` only.
 */
export function runBacktest({
  histories,
  policy,
  trainUntil,
  moments,
}: {
  histories: readonly DealHistory[];
  policy: RiskPolicy;
  trainUntil: number;
  moments: readonly number[];
}): Backtest {
  const timeline = timelineOf(histories, policy, trainUntil);
  const calibration = timeline.calibrationAt(trainUntil);
  const decided = histories.filter(
    (history) => history.outcome !== null && !isClosedBy(history, trainUntil),
  );
  const looks = moments.flatMap((at) =>
    decided.flatMap((history) => lookAt(history, at, timeline, calibration)),
  );
  const closures = findAutomaticClosures(histories);
  const human = looks.filter((look) => !closures?.dealIds.has(look.deal));
  const anchor = moments[0];
  const { won, lost } = dealsOf(looks);
  const isEnough = Math.min(won, lost) >= CALIBRATION_MIN_DEALS;
  return {
    trainUntil,
    moments: moments.length,
    calibration,
    figures: isEnough ? figuresOf(looks, calibration) : null,
    won,
    lost,
    leadTime: isEnough && anchor !== undefined ? leadTimeOf(decided, timeline, anchor) : null,
    automatic:
      closures === null
        ? null
        : {
            clock: closures.clock,
            days: closures.days,
            deals: closures.dealIds.size,
            figures: isEnough ? figuresOf(human, calibration) : null,
          },
  };
}

/** Weekly moments on Mondays 17:00 UTC, after the training and up to the last close. */
export function weeklyMoments(histories: readonly DealHistory[], trainUntil: number): number[] {
  const last = histories.reduce((latest, { closedAt }) => Math.max(latest, closedAt ?? 0), 0);
  const moments: number[] = [];
  const weeks = Math.ceil((trainUntil - A_MONDAY) / WEEK_MS);
  for (let at = A_MONDAY + weeks * WEEK_MS; at < last; at += WEEK_MS) moments.push(at);
  return moments;
}

const WEEK_MS = 7 * DAY_MS;
const A_MONDAY = Date.UTC(2024, 0, 1, 17);

/** The moment by which three of five closed deals had closed: enough to learn from and to look at. */
export function usualTrainUntil(histories: readonly DealHistory[]): number | null {
  const closes = histories.flatMap(({ outcome, closedAt }) =>
    outcome === null || closedAt === null ? [] : [closedAt],
  );
  closes.sort((a, b) => a - b);
  return closes[Math.floor(closes.length * 0.6)] ?? null;
}

type BacktestLook = Look & {
  band: Band;
  factors: readonly AssessedFactor[];
  probability: number | null;
  idleDays: number;
};

function lookAt(
  history: DealHistory,
  at: number,
  timeline: Timeline,
  calibration: Calibration | null,
): BacktestLook[] {
  const input = timeline.inputAt(history, at);
  if (input === null || input.deal.isClosed) return [];
  const { score, band, factors } = assessRisk(input);
  return [
    {
      deal: history.id,
      group: input.deal.stage,
      value: score,
      lost: history.outcome === "lost",
      band,
      factors,
      probability: lossProbabilityOf(calibration, input.deal.stage, score)?.value ?? null,
      idleDays: idleDays(history, at),
    },
  ];
}

function idleDays(history: DealHistory, at: number): number {
  let last = history.createdAt;
  for (const { occurredAt } of history.events) {
    if (occurredAt <= at && occurredAt > last) last = occurredAt;
  }
  return (at - last) / DAY_MS;
}

function figuresOf(
  looks: readonly BacktestLook[],
  calibration: Calibration | null,
): BacktestFigures {
  const forecasts = looks.flatMap(({ probability, lost }) =>
    probability === null ? [] : [{ probability, lost }],
  );
  return {
    looks: looks.length,
    ...dealsOf(looks),
    index: separationOf(looks),
    factors: FACTOR_KEYS.flatMap((key) => factorFigures(looks, key)),
    bands: (["low", "medium", "high"] as const).map((band) => {
      const inBand = looks.filter((look) => look.band === band);
      return { band, looks: inBand.length, lost: inBand.filter(({ lost }) => lost).length };
    }),
    probability: forecasts.length === 0 ? null : probabilityFigures(looks, forecasts),
    baselines: {
      lastActivity: separationOf(looks.map((look) => ({ ...look, value: look.idleDays }))),
      baseRate: calibration === null ? null : baseRateFigures(looks, calibration.baseRate),
    },
  };
}

function factorFigures(looks: readonly BacktestLook[], key: FactorKey) {
  const judged = looks.flatMap((look) => {
    const factor = look.factors.find((candidate) => candidate.key === key);
    return factor === undefined || factor.abstained ? [] : [{ ...look, value: factor.value }];
  });
  return judged.some(({ value }) => value > 0) ? [{ key, ...separationOf(judged) }] : [];
}

function probabilityFigures(looks: readonly BacktestLook[], forecasts: readonly Forecast[]) {
  const ranked = looks.map((look) => ({ ...look, value: look.probability ?? 0 }));
  const bins = calibrationBins(forecasts);
  return {
    ...separationOf(ranked),
    brier: brierOf(forecasts),
    error: calibrationError(bins),
    bins,
  };
}

function baseRateFigures(looks: readonly BacktestLook[], rate: number) {
  return { rate, brier: brierOf(looks.map(({ lost }) => ({ probability: rate, lost }))) };
}

function separationOf(looks: readonly Look[]): Separation {
  return { auc: aucOf(looks), withinStage: withinGroupAuc(looks) };
}

function dealsOf(looks: readonly Look[]): { won: number; lost: number } {
  const lost = new Set(looks.filter((look) => look.lost).map((look) => look.deal)).size;
  return { won: new Set(looks.map((look) => look.deal)).size - lost, lost };
}
