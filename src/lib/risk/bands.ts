import { BANDS, type Band } from "./types.ts";

export const BAND_LABELS: Record<Band, string> = { low: "Low", medium: "Medium", high: "High" };

/** Whether the second band is a worse one than the first. */
export function isWorse(from: Band, to: Band): boolean {
  return BANDS.indexOf(to) > BANDS.indexOf(from);
}
