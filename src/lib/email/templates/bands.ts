import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { Band } from "#lib/risk/types.ts";

const SHAPES: Record<Band, string> = { high: "▲", medium: "◆", low: "●" };

/** A band as text: its shape and its word, so that it survives grey print and colour-blind eyes. */
export function bandMark(band: Band): { shape: string; word: string } {
  return { shape: SHAPES[band], word: BAND_LABELS[band] };
}
