import type { ImportRowError } from "#components/imports/import-view.ts";
import { ScrollingTable, Td, Th } from "#components/ui/table.tsx";

const SHOWN = 200;

/** Rows that were left out, each with its number as a spreadsheet shows it, and the reason. */
export function ImportErrors({ errors }: { errors: readonly ImportRowError[] }) {
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
          {errors.slice(0, SHOWN).map(({ row, column, message }) => (
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
      {errors.length > SHOWN ? (
        <p className="pt-2 text-table text-ink-muted">
          The first {SHOWN} of {errors.length.toLocaleString("en")}. Correct these first; others
          often have the same cause.
        </p>
      ) : null}
    </>
  );
}
