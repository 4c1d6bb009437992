import { CALIBRATION_MIN_DEALS } from "../constants.ts";
import type { FactorKey } from "../types.ts";
import { CLOCK_WORDS } from "./clock-words.ts";
import type { Backtest, BacktestFigures, Separation } from "./run-backtest.ts";

/** The back-test as Markdown tables: what the command prints and the documentation quotes. */
export function describeBacktest(backtest: Backtest): string {
  const { figures, calibration, automatic, won, lost } = backtest;
  const trained = new Date(backtest.trainUntil).toISOString().slice(0, 10);
  const head = `Trained on deals closed before ${trained}; ${backtest.moments} weekly moments after.`;
  if (figures === null) {
    return `${head}\n\nToo few deals for figures: ${won} won and ${lost} lost can be looked at, ${CALIBRATION_MIN_DEALS} of each are needed.\n`;
  }
  const parts = [head, separationTable(figures)];
  parts.push(
    calibration === null
      ? `No probability: fewer than ${CALIBRATION_MIN_DEALS} won or lost deals to learn from.`
      : `Calibration: logit p = ${fixed(calibration.stageCoefficient)} · logit(stage rate) + ${fixed(calibration.indexCoefficient)} · (index − ${fixed(calibration.indexMean)}), fitted on ${calibration.won} won and ${calibration.lost} lost deals (${calibration.samples} looks).`,
  );
  if (figures.probability !== null) parts.push(binTable(figures.probability.bins));
  parts.push(bandTable(figures), leadTimeText(backtest));
  if (automatic === null) parts.push("No closing rule shows in the data.");
  else {
    parts.push(
      `A rule seems to close deals ${automatic.days} days after ${CLOCK_WORDS[automatic.clock]} (${automatic.deals} deals). Without them:`,
    );
    if (automatic.figures !== null) parts.push(separationTable(automatic.figures));
  }
  return `${parts.join("\n\n")}\n`;
}

const FACTOR_WORDS: Record<FactorKey, string> = {
  decay: "temporal decay",
  velocity: "stage velocity",
  engagement: "engagement drop",
  competition: "competitive pressure",
  slippage: "close-date slippage",
  next_step: "missing next step",
};

function separationTable(figures: BacktestFigures): string {
  const { looks, won, lost, index, factors, probability, baselines } = figures;
  const rows = [
    `${looks} looks at ${won} won and ${lost} lost deals`,
    "",
    "| what | AUC (95% interval) | within stage | Brier | calibration error |",
    "|---|---|---|---|---|",
    `| score (index) | ${separation(index)} | – | – |`,
  ];
  if (probability !== null) {
    const { brier, error } = probability;
    rows.push(
      `| loss probability | ${separation(probability)} | ${fixed(brier)} | ${fixed(error)} |`,
    );
  }
  for (const factor of factors) {
    rows.push(`| ${FACTOR_WORDS[factor.key]} alone | ${separation(factor)} | – | – |`);
  }
  rows.push(`| days since last activity alone | ${separation(baselines.lastActivity)} | – | – |`);
  if (baselines.baseRate !== null) {
    const { rate, brier } = baselines.baseRate;
    rows.push(`| base rate (${percent(rate)}) | 0.500 | 0.500 | ${fixed(brier)} | – |`);
  }
  return rows.join("\n");
}

function binTable(bins: NonNullable<BacktestFigures["probability"]>["bins"]): string {
  const rows = bins.map(
    ({ n, predicted, observed }) => `| ${n} | ${percent(predicted)} | ${percent(observed)} |`,
  );
  return ["| looks | predicted lost | were lost |", "|---|---|---|", ...rows].join("\n");
}

function bandTable({ bands }: BacktestFigures): string {
  const rows = bands.map(
    ({ band, looks, lost }) =>
      `| ${band} | ${looks} | ${looks === 0 ? "–" : percent(lost / looks)} |`,
  );
  return ["| band | looks | were lost |", "|---|---|---|", ...rows].join("\n");
}

function leadTimeText({ leadTime }: Backtest): string {
  if (leadTime === null) return "Lead time: not measurable.";
  const { falseAlarmRate, threshold, caught, lost, won } = leadTime;
  const days = [leadTime.medianDays, leadTime.p25Days, leadTime.p75Days].map((value) =>
    Math.round(value),
  );
  return `Lead time at ${percent(falseAlarmRate)} false alarms (score above ${fixed(threshold)}; ${won} won, ${lost} lost): ${percent(caught)} of the lost deals warned of, ${days[0]} days before the loss (median; quartiles ${days[1]}–${days[2]}).`;
}

function separation({ auc, withinStage }: Separation): string {
  const interval =
    auc === null ? "–" : `${fixed(auc.value)} (${fixed(auc.low)}–${fixed(auc.high)})`;
  return `${interval} | ${withinStage === null ? "–" : fixed(withinStage)}`;
}

function fixed(value: number): string {
  return value.toFixed(3);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
