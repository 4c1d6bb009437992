import { ScrollingTable, Td, Th } from "#components/ui/table.tsx";
import type { RowError } from "#lib/imports/schema.ts";

const SHOWN = 200;

/** Rows that were left out, each with its number as a spreadsheet shows it, and the reason. */
export function ImportErrors({
  errors,
  total,
}: {
  errors: readonly RowError[];
  /** How many there are, of which `errors` may be the first. */
  total: number;
}) {
  const shown = errors.slice(0, SHOWN);
  return (
    <>
      <ScrollingTable caption="Rows that were left out">
        <thead>
          <tr>
            <Th numeric className="w-16">
              Row
            </Th>
            <Th className="w-48">Column</Th>
            <Th>Why</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, column, message }) => (
            <tr key={`${row} ${column} ${message}`}>
              <Td numeric className="w-16 align-top">
                {row}
              </Td>
              <Td className="align-top whitespace-nowrap">{column}</Td>
              <Td className="align-top">{message}</Td>
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
      {total > shown.length ? (
        <p className="pt-2 text-table text-ink-muted">
          The first {shown.length} of {total.toLocaleString("en")}. Others often have the same
          cause.
        </p>
      ) : null}
    </>
  );
}
