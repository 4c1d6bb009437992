import type { ImportPreviewView } from "#components/imports/import-view.ts";
import { ScrollingTable, Td, Th } from "#components/ui/table.tsx";

/** The first rows as they would be stored, under the names of the fields. */
export function PreviewTable({
  fields,
  mapping,
  rows,
}: Pick<ImportPreviewView, "fields" | "mapping" | "rows">) {
  const shown = fields.filter(
    ({ key }) => typeof mapping[key] === "number" || rows.some(({ values }) => values[key]),
  );
  return (
    <ScrollingTable caption="The first rows as they would be stored">
      <thead>
        <tr>
          <Th numeric className="w-16">
            Row
          </Th>
          {shown.map(({ key, label }) => (
            <Th key={key}>{label}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, values }) => (
          <tr key={row}>
            <Td numeric className="text-ink-muted">
              {row}
            </Td>
            {shown.map(({ key }) => (
              <Td key={key} className="max-w-64 truncate">
                {values[key]}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  );
}
