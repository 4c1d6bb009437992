import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ScrollingTable, Td, Th } from "#components/ui/table.tsx";

type Column = { label: string; numeric?: boolean };

/** The numbers behind a chart, one click away and readable without seeing the chart. */
export function ChartTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}) {
  return (
    <details className="group/table mt-2">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 text-label text-ink-muted hover:text-ink-strong touch:min-h-11">
        <ChevronRight
          aria-hidden
          strokeWidth={1.5}
          className="size-3.5 transition-transform group-open/table:rotate-90"
        />
        Show as table
      </summary>
      <ScrollingTable caption={caption}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Th key={column.label} numeric={column.numeric ?? false}>
                {column.label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => {
                const column = columns[index];
                return (
                  <Td key={column?.label} numeric={column?.numeric ?? false}>
                    {cell}
                  </Td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
    </details>
  );
}
