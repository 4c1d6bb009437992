import { BAND_FILLS, type BandEdges } from "#components/charts/band-areas.ts";
import { ChartTable } from "#components/charts/chart-table.tsx";
import { FACTOR_LABELS } from "#components/charts/factor-labels.ts";
import { percent } from "#components/charts/percent.ts";
import { RiskScore } from "#components/ui/band-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatScore, formatShares } from "#components/ui/format-score.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { Band } from "#lib/risk/types.ts";
import type { RiskReportDto } from "#lib/risk/wire.ts";

type Factor = Pick<
  RiskReportDto["factors"][number],
  "key" | "value" | "weight" | "share" | "reason" | "abstained"
>;
type Step = Factor & { from: number; shown: string };

/** Largest share first; what adds nothing after it, what has no data last. */
function stepsOf(factors: readonly Factor[], score: number): Step[] {
  const ordered = [...factors].sort(
    (a, b) => Number(a.abstained) - Number(b.abstained) || b.share - a.share,
  );
  const shown = formatShares(
    ordered.map(({ share }) => share),
    score,
  );
  let sum = 0;
  return ordered.map((factor, index) => {
    const step = { ...factor, from: sum, shown: shown[index] ?? "" };
    sum += factor.share;
    return step;
  });
}

const ROW =
  "grid grid-cols-[minmax(0,1fr)_3.5rem] gap-x-4 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_3.5rem]";
const BAR = "relative col-start-1 row-start-2 h-6 md:col-start-2 md:row-start-1 md:h-auto";

/** How the factors add up to the score: each bar starts where the one above it ends. */
export function RiskWaterfall({
  factors,
  score,
  band,
  edges,
}: {
  factors: readonly Factor[];
  score: number;
  band: Band;
  edges: BandEdges;
}) {
  const steps = stepsOf(factors, score);
  return (
    <figure>
      <figcaption className="sr-only">
        Shares of the risk factors, adding up to the score of {formatScore(score)}.
      </figcaption>
      <div
        aria-hidden="true"
        className={classNames(ROW, "hidden text-label text-ink-muted md:grid")}
      >
        <svg aria-hidden="true" className="col-start-2 h-5 w-full overflow-visible">
          <text x="0" y="14" className="fill-ink-muted">
            0
          </text>
          <text x={percent(edges.medium)} y="14" textAnchor="middle" className="fill-ink-muted">
            {BAND_LABELS.medium} {edges.medium}
          </text>
          <text x={percent(edges.high)} y="14" textAnchor="middle" className="fill-ink-muted">
            {BAND_LABELS.high} {edges.high}
          </text>
          <text x="100%" y="14" textAnchor="end" className="fill-ink-muted">
            1
          </text>
        </svg>
      </div>
      <ol className="border-t border-line">
        {steps.map((step) => (
          <li key={step.key} className={classNames(ROW, "border-b border-line py-2")}>
            <div className="col-span-2 md:col-span-1">
              <p
                className={classNames(
                  "text-table font-medium",
                  step.share > 0 ? "text-ink-strong" : "text-ink-muted",
                )}
              >
                {FACTOR_LABELS[step.key]}
              </p>
              <p className="text-table text-ink-muted">{step.reason}</p>
            </div>
            <div className={BAR}>
              <Bar from={step.from} width={step.share} edges={edges} fill="fill-ink-muted" />
            </div>
            <p
              className={classNames(
                "figures self-center text-right text-table",
                step.share > 0 ? "font-medium text-ink-strong" : "text-ink-muted",
              )}
            >
              {step.abstained ? "no data" : step.shown}
            </p>
          </li>
        ))}
        <li className={classNames(ROW, "border-b border-line-strong py-2")}>
          <p className="col-span-2 text-table font-semibold text-ink-strong md:col-span-1">Score</p>
          <div className={BAR}>
            <Bar from={0} width={score} edges={edges} fill={BAND_FILLS[band]} />
          </div>
          <p className="self-center text-right text-table">
            <RiskScore band={band} score={score} />
          </p>
        </li>
      </ol>
      <ChartTable
        caption="Risk factors: value, weight and share of the score"
        columns={[
          { label: "Factor" },
          { label: "Value", numeric: true },
          { label: "Weight", numeric: true },
          { label: "Share", numeric: true },
        ]}
        rows={[
          ...steps.map((step) => ({
            key: step.key,
            cells: [
              FACTOR_LABELS[step.key],
              step.abstained ? "no data" : step.value.toFixed(3),
              step.weight.toFixed(2),
              step.share.toFixed(3),
            ],
          })),
          { key: "score", cells: ["Score", "", "", score.toFixed(3)] },
        ]}
      />
    </figure>
  );
}

/** One bar on the scale 0–1, with the band edges drawn behind it. */
function Bar({
  from,
  width,
  edges,
  fill,
}: {
  from: number;
  width: number;
  edges: BandEdges;
  fill: string;
}) {
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full overflow-visible">
      {[0, edges.medium, edges.high, 1].map((edge) => (
        <line
          key={edge}
          x1={percent(edge)}
          x2={percent(edge)}
          y1="-8"
          y2="100%"
          className="stroke-line"
          strokeDasharray={edge === 0 || edge === 1 ? undefined : "2 3"}
        />
      ))}
      {width > 0 ? (
        <svg aria-hidden="true" y="50%" overflow="visible">
          <rect x={percent(from)} width={percent(width)} y="-6" height="12" className={fill} />
        </svg>
      ) : null}
    </svg>
  );
}
