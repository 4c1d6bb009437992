import { classNames } from "#components/ui/class-names.ts";
import { formatScore } from "#components/ui/format-score.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { Band } from "#lib/risk/types.ts";

/** From worst to best: the order in which bands are listed and stacked. */
export const BANDS_BY_SEVERITY = ["high", "medium", "low"] as const satisfies Band[];

const SHAPES: Record<Band, { path: string; mark: string; word: string }> = {
  high: { path: "M6 1 11.4 10.5H.6Z", mark: "fill-high", word: "text-high-ink" },
  medium: { path: "M6 .4 11.6 6 6 11.6.4 6Z", mark: "fill-medium", word: "text-medium-ink" },
  low: {
    path: "M6 1.6a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 0 1 0-8.8Z",
    mark: "fill-low",
    word: "text-low-ink",
  },
};

/** The shape alone; silent, since the word or the score beside it carries the meaning. */
export function BandShape({ band, className }: { band: Band; className?: string }) {
  const { path, mark } = SHAPES[band];
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={classNames("size-3 shrink-0", mark, className)}
    >
      <path d={path} />
    </svg>
  );
}

/** A risk band as shape and word, so that it survives grey print and colour-blind eyes. */
export function BandMark({ band, className }: { band: Band; className?: string }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 font-medium",
        SHAPES[band].word,
        className,
      )}
    >
      <BandShape band={band} />
      {BAND_LABELS[band]}
    </span>
  );
}

/** Shape and score as on every list: `▲ 0.82`, read out as "High risk, 0.82". */
export function RiskScore({ band, score }: { band: Band; score: number }) {
  return (
    <span className="figures inline-flex items-center gap-1.5">
      <BandShape band={band} />
      <span className="sr-only">{BAND_LABELS[band]} risk, </span>
      <span className={classNames("font-medium", SHAPES[band].word)}>{formatScore(score)}</span>
    </span>
  );
}
