import type { Row } from "./measure.ts";

/** The rows as one table, the columns aligned. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [
    ["what", "measured", "bar", ""],
    ...rows.map(({ what, measured, bar, isMet }) => [what, measured, bar, isMet ? "ok" : "over"]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
