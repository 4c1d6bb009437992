import type { Band } from "#lib/risk/types.ts";

/** Fill of an area that stands for a band. */
export const BAND_FILLS: Record<Band, string> = {
  high: "fill-high-fill",
  medium: "fill-medium-fill",
  low: "fill-low-fill",
};

/** Where the bands begin on the score's scale, as the policy sets them. */
export type BandEdges = { medium: number; high: number };
