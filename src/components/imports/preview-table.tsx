import type { ImportPreviewView } from "#components/imports/import-view.ts";
import { ScrollingTable, Td, Th } from "#components/ui/table.tsx";
import { FIELD_LABELS, FIELDS_OF } from "#lib/imports/fields.ts";

/** The first rows as they would be stored, under the names of the fields. */
export function PreviewTable({ kind, rows }: Pick<ImportPreviewView, "kind" | "rows">) {
  const shown = FIELDS_OF[kind].filter((field) => rows.some(({ values }) => values[field]));
  return (
    <ScrollingTable caption="The first rows as they would be stored">
      <thead>
        <tr>
          <Th numeric className="w-16">
            Row
          </Th>
          {shown.map((field) => (
            <Th key={field}>{FIELD_LABELS[field]}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, values }) => (
          <tr key={row}>
            <Td numeric className="text-ink-muted">
              {row}
            </Td>
            {shown.map((field) => (
              <Td key={field} className="max-w-64 truncate">
                {values[field]}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  );
}
