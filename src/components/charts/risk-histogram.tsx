import { BAND_FILLS, type BandEdges } from "#components/charts/band-areas.ts";
import { ChartTable } from "#components/charts/chart-table.tsx";
import { percent } from "#components/charts/percent.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { Band } from "#lib/risk/types.ts";

const HEIGHT = 88;
const TOP = 16;
const FOOT = 20;

/** A bin belongs to the band its middle lies in. */
function bandOf(score: number, edges: BandEdges): Band {
  return score >= edges.high ? "high" : score >= edges.medium ? "medium" : "low";
}

/** How many open deals stand where on the score's scale; equal bins from 0 to 1. */
export function RiskHistogram({ bins, edges }: { bins: readonly number[]; edges: BandEdges }) {
  const total = bins.reduce((sum, count) => sum + count, 0);
  const tallest = Math.max(...bins, 1);
  const width = 1 / Math.max(bins.length, 1);
  const columns = bins.map((count, index) => ({
    count,
    from: index * width,
    band: bandOf((index + 0.5) * width, edges),
    label: `${(index * width).toFixed(1)}–${((index + 1) * width).toFixed(1)}`,
  }));
  return (
    <figure>
      <figcaption className="sr-only">
        Distribution of the risk score over {total} open deals.
      </figcaption>
      <svg
        aria-hidden="true"
        className="mt-3 block w-full overflow-visible"
        height={TOP + HEIGHT + FOOT}
      >
        {columns.map(({ count, from, band, label }) => {
          const height = (count / tallest) * HEIGHT;
          return (
            <g key={label}>
              <rect
                x={percent(from)}
                width={percent(width)}
                y={TOP + HEIGHT - height}
                height={height}
                strokeWidth="2"
                className={`${BAND_FILLS[band]} stroke-canvas`}
              />
              {count > 0 ? (
                <text
                  x={percent(from + width / 2)}
                  y={TOP + HEIGHT - height - 4}
                  textAnchor="middle"
                  className="figures fill-ink-muted text-[11px]"
                >
                  {count}
                </text>
              ) : null}
            </g>
          );
        })}
        <line x1="0" x2="100%" y1={TOP + HEIGHT} y2={TOP + HEIGHT} className="stroke-line-strong" />
        {(
          [
            [0, "low", "start"],
            [edges.medium, "medium", "start"],
            [edges.high, "high", "start"],
          ] as const
        ).map(([edge, band, anchor]) => (
          <g key={band}>
            <line
              x1={percent(edge)}
              x2={percent(edge)}
              y1={TOP + HEIGHT}
              y2={TOP + HEIGHT + 5}
              className="stroke-line-strong"
            />
            <text
              x={percent(edge)}
              dx="4"
              y={TOP + HEIGHT + 15}
              textAnchor={anchor}
              className="fill-ink-muted text-[11px]"
            >
              {edge} {BAND_LABELS[band]}
            </text>
          </g>
        ))}
      </svg>
      <ChartTable
        caption="Open deals by risk score"
        columns={[{ label: "Score" }, { label: "Band" }, { label: "Deals", numeric: true }]}
        rows={columns.map(({ label, band, count }) => ({
          key: label,
          cells: [label, BAND_LABELS[band], count],
        }))}
      />
    </figure>
  );
}
