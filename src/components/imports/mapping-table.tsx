"use client";

import type { ImportMapping, ImportPreviewView } from "#components/imports/import-view.ts";
import { Select } from "#components/ui/select.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";

const NONE = "";

/** Which column of the file becomes which field: the guess, to be corrected. */
export function MappingTable({
  fields,
  columns,
  mapping,
  onChange,
}: Pick<ImportPreviewView, "fields" | "columns"> & {
  mapping: ImportMapping;
  onChange: (mapping: ImportMapping) => void;
}) {
  const options = [
    { value: NONE, label: "Not in this file" },
    ...columns.map(({ index, header }) => ({
      value: String(index),
      label: header || `Column ${index + 1}`,
    })),
  ];
  return (
    <Table caption="Columns of the file and the fields they become">
      <thead>
        <tr>
          <Th>Field</Th>
          <Th>Column in the file</Th>
          <Th className="max-sm:hidden">First value</Th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ key, label, isRequired }) => {
          const index = mapping[key] ?? null;
          const sample = columns.find((column) => column.index === index)?.sample;
          return (
            <tr key={key}>
              <Td className="w-48">
                <label htmlFor={`map-${key}`} className="font-medium text-ink-strong">
                  {label}
                </label>
                {isRequired ? <span className="text-ink-muted"> (needed)</span> : null}
              </Td>
              <Td className="w-72">
                <Select
                  id={`map-${key}`}
                  options={options}
                  value={index === null ? NONE : String(index)}
                  onChange={({ target }) =>
                    onChange({
                      ...mapping,
                      [key]: target.value === NONE ? null : Number(target.value),
                    })
                  }
                />
              </Td>
              <Td className="max-w-0 truncate text-ink-muted max-sm:hidden">{sample}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
