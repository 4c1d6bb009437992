import { BAND_FILLS } from "#components/charts/band-areas.ts";
import { ChartTable } from "#components/charts/chart-table.tsx";
import { percent } from "#components/charts/percent.ts";
import { BANDS_BY_SEVERITY, BandShape } from "#components/ui/band-mark.tsx";
import { Money } from "#components/ui/money.tsx";
import { type OpenStage, STAGE_LABELS } from "#lib/deals/stages.ts";
import { moneyText } from "#lib/platform/format-money.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { Band } from "#lib/risk/types.ts";

/** Sum in major units and number of deals. */
export type Tally = { value: number; count: number };
export type StageTotals = { stage: OpenStage; bands: Record<Band, Tally> };

function totalOf(bands: Record<Band, Tally>): Tally {
  return BANDS_BY_SEVERITY.reduce(
    (sum, band) => ({
      value: sum.value + bands[band].value,
      count: sum.count + bands[band].count,
    }),
    { value: 0, count: 0 },
  );
}

/** Open pipeline by stage, each bar stacked by band, worst first, on one zero-based scale. */
export function StageBars({
  stages,
  currency,
}: {
  stages: readonly StageTotals[];
  currency: string;
}) {
  const rows = stages.map((stage) => ({ ...stage, total: totalOf(stage.bands) }));
  const longest = Math.max(...rows.map((row) => row.total.value), 1);
  return (
    <figure>
      <figcaption className="sr-only">Open pipeline by stage and risk band.</figcaption>
      <ul className="grid gap-3 pt-3">
        {rows.map(({ stage, bands, total }) => {
          let from = 0;
          return (
            <li key={stage}>
              <p className="flex items-baseline gap-2 text-table">
                <span className="font-medium text-ink-strong">{STAGE_LABELS[stage]}</span>
                <span className="figures text-label text-ink-muted">
                  {total.count} {total.count === 1 ? "deal" : "deals"}
                </span>
                <Money
                  value={total.value}
                  currency={currency}
                  compact
                  className="ml-auto font-medium text-ink-strong"
                />
              </p>
              <svg aria-hidden="true" className="my-1 block h-3 w-full">
                {BANDS_BY_SEVERITY.map((band) => {
                  const width = bands[band].value / longest;
                  const x = from;
                  from += width;
                  return width > 0 ? (
                    <rect
                      key={band}
                      x={percent(x)}
                      width={percent(width)}
                      height="12"
                      strokeWidth="1"
                      className={`${BAND_FILLS[band]} stroke-canvas`}
                    />
                  ) : null;
                })}
              </svg>
              <p className="flex flex-wrap gap-x-3 text-label text-ink-muted">
                {BANDS_BY_SEVERITY.filter((band) => bands[band].count > 0).map((band) => (
                  <span key={band} className="figures inline-flex items-center gap-1">
                    <BandShape band={band} className="size-2.5" />
                    <span className="sr-only">{BAND_LABELS[band]}: </span>
                    {moneyText(bands[band].value, currency, true)}
                  </span>
                ))}
              </p>
            </li>
          );
        })}
      </ul>
      <ChartTable
        caption="Open pipeline by stage and risk band"
        columns={[
          { label: "Stage" },
          ...BANDS_BY_SEVERITY.map((band) => ({ label: BAND_LABELS[band], numeric: true })),
          { label: "Total", numeric: true },
        ]}
        rows={rows.map(({ stage, bands, total }) => ({
          key: stage,
          cells: [
            STAGE_LABELS[stage],
            ...BANDS_BY_SEVERITY.map((band) => (
              <TallyText key={band} tally={bands[band]} currency={currency} />
            )),
            <TallyText key="total" tally={total} currency={currency} />,
          ],
        }))}
      />
    </figure>
  );
}

function TallyText({ tally, currency }: { tally: Tally; currency: string }) {
  return (
    <>
      <Money value={tally.value} currency={currency} />{" "}
      <span className="text-ink-muted">({tally.count})</span>
    </>
  );
}
