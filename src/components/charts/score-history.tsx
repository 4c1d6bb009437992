import { scaleLinear, scaleTime } from "d3-scale";
import { line } from "d3-shape";
import type { ReactNode } from "react";
import type { BandEdges } from "#components/charts/band-areas.ts";
import { ChartTable } from "#components/charts/chart-table.tsx";
import { percent } from "#components/charts/percent.ts";
import { RiskScore } from "#components/ui/band-mark.tsx";
import { formatScore } from "#components/ui/format-score.ts";
import { dateText, exactMoment, type ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { Band } from "#lib/risk/types.ts";

export type ScorePoint = { at: string; score: number; band: Band };
export type HistoryTick = { id: string; at: string; label: string };

const HEIGHT = 140;
const TICKS = 14;
const FOOT = 18;
const HALO = "fill-ink-muted stroke-canvas stroke-4 [paint-order:stroke]";

/** The score over time, with what happened to the deal as ticks on the same axis. */
export function ScoreHistory({
  points,
  ticks,
  edges,
  clock,
  slider,
}: {
  /** Oldest first, at least one. */
  points: readonly ScorePoint[];
  ticks: readonly HistoryTick[];
  edges: BandEdges;
  clock: ViewClock;
  /** Stands right below the chart and spans its axis of time. */
  slider?: ReactNode;
}) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const x = scaleTime()
    .domain([Date.parse(first.at), Math.max(Date.parse(clock.now), Date.parse(last.at))])
    .range([0, 100]);
  const y = scaleLinear().domain([0, 1]).range([HEIGHT, 0]);
  const path = line<{ at: number; score: number }>()
    .x((point) => x(point.at))
    .y((point) => y(point.score))([
    ...points.map((point) => ({ at: Date.parse(point.at), score: point.score })),
    // The last score stands until now.
    { at: Date.parse(clock.now), score: last.score },
  ]);
  const visible = ticks.filter((tick) => Date.parse(tick.at) >= Date.parse(first.at));
  const dateOf = (at: string) => dateText(at.slice(0, 10), clock);
  return (
    <figure>
      <figcaption className="sr-only">
        Risk score from {dateOf(first.at)} to today: began at {formatScore(first.score)}, now{" "}
        {formatScore(last.score)}, with {visible.length} events.
      </figcaption>
      <svg
        aria-hidden="true"
        className="mt-3 block w-full overflow-visible text-[11px]"
        height={HEIGHT + TICKS + FOOT}
      >
        {[edges.medium, edges.high].map((edge) => (
          <line
            key={edge}
            x1="0"
            x2="100%"
            y1={y(edge)}
            y2={y(edge)}
            strokeDasharray="2 3"
            className="stroke-line-strong"
          />
        ))}
        <line x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} className="stroke-line-strong" />
        <svg
          aria-hidden="true"
          viewBox={`0 0 100 ${HEIGHT}`}
          preserveAspectRatio="none"
          width="100%"
          height={HEIGHT}
        >
          <path
            d={path ?? ""}
            fill="none"
            strokeWidth="1.5"
            vectorEffect="non-scaling-stroke"
            className="stroke-ink-strong"
          />
        </svg>
        {/* Labels come after the line and carry a halo, so that it never strikes them through. */}
        <text x="0" y={y(edges.medium) - 4} className={HALO}>
          {BAND_LABELS.medium} from {edges.medium}
        </text>
        <text x="0" y={y(edges.high) - 4} className={HALO}>
          {BAND_LABELS.high} from {edges.high}
        </text>
        <text
          x="100%"
          y={Math.max(y(last.score) - 7, 10)}
          textAnchor="end"
          className="figures fill-ink-strong text-label font-medium"
        >
          {formatScore(last.score)}
        </text>
        {visible.map((tick) => (
          <line
            key={tick.id}
            x1={percent(x(Date.parse(tick.at)) / 100)}
            x2={percent(x(Date.parse(tick.at)) / 100)}
            y1={HEIGHT + 2}
            y2={HEIGHT + TICKS - 2}
            strokeWidth="2"
            className="stroke-ink-muted"
          >
            <title>{`${tick.label}, ${exactMoment(tick.at, clock.timeZone)}`}</title>
          </line>
        ))}
        <text x="0" y={HEIGHT + TICKS + FOOT - 4} className="fill-ink-muted">
          {dateOf(first.at)}
        </text>
        <text x="100%" y={HEIGHT + TICKS + FOOT - 4} textAnchor="end" className="fill-ink-muted">
          Today
        </text>
      </svg>
      {slider}
      <ChartTable
        caption="Risk score over time"
        columns={[{ label: "When" }, { label: "Score", numeric: true }]}
        rows={[...points].reverse().map((point) => ({
          key: point.at,
          cells: [
            <RelativeTime key="at" at={point.at} clock={clock} />,
            <RiskScore key="score" band={point.band} score={point.score} />,
          ],
        }))}
      />
    </figure>
  );
}
