import { BANDS, type Band } from "./types.ts";

/** Whether the second band is a worse one than the first. */
export function isWorse(from: Band, to: Band): boolean {
  return BANDS.indexOf(to) > BANDS.indexOf(from);
}
