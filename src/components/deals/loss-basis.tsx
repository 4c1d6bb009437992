import { exactMoment, type ViewClock } from "#components/ui/moment-words.ts";
import { CLOCK_WORDS } from "#lib/risk/backtest/clock-words.ts";
import type { Calibration } from "#lib/risk/types.ts";
import type { RiskReportDto } from "#lib/risk/wire.ts";

/** What the loss probability rests on: fit, sample, date, and a closing rule if there seems to be one. */
export function LossBasis({
  calibration,
  lossProbability,
  clock,
}: {
  calibration: Calibration;
  lossProbability: NonNullable<RiskReportDto["lossProbability"]>;
  clock: ViewClock;
}) {
  const { won, lost, samples, stageCoefficient, indexCoefficient, indexMean } = calibration;
  const { closingRule: rule, fittedAt } = calibration;
  const others = lossProbability.withoutClosingRule;
  return (
    <details className="mt-2 max-w-prose text-label text-ink-muted">
      <summary>What this share rests on</summary>
      <p className="mt-1">
        Fitted on {count(won)} won and {count(lost)} lost deals of this workspace, closed up to{" "}
        {exactMoment(new Date(fittedAt).toISOString(), clock.timeZone)}, as they stood on{" "}
        {count(samples)} weekly looks.
      </p>
      <p className="figures mt-1">
        logit p = {stageCoefficient.toFixed(3)} · logit(loss rate of the stage) +{" "}
        {indexCoefficient.toFixed(3)} · (score − {indexMean.toFixed(3)})
      </p>
      {rule ? (
        <p className="mt-1">
          A rule seems to close deals {rule.days} days after {CLOCK_WORDS[rule.clock]}: it closed{" "}
          {count(rule.deals)} of the lost ones.{" "}
          {others
            ? `Without them, ${Math.round(others.value * 100)}% of ${count(others.n)} deals like this were lost.`
            : "Without them too few are left for a figure."}
        </p>
      ) : null}
    </details>
  );
}

function count(n: number): string {
  return n.toLocaleString("en");
}
