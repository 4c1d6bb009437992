/** A share of the drawing's width or height as SVG takes it; three decimals are below a pixel. */
export function percent(fraction: number): string {
  return `${Math.round(fraction * 100_000) / 1_000}%`;
}
