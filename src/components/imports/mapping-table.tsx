"use client";

import { useState } from "react";
import type { ImportPreviewView } from "#components/imports/import-view.ts";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { FIELD_LABELS, FIELDS_OF, type ImportField, REQUIRED_FIELDS } from "#lib/imports/fields.ts";

const NONE = "";

/** Which column of the file becomes which field: what was recognised first, the rest on demand. */
export function MappingTable({
  preview: { kind, header, samples, columns },
  chosen,
  onChoose,
}: {
  preview: ImportPreviewView;
  /** What the user has corrected so far; null takes a column away. */
  chosen: Partial<Record<ImportField, number | null>>;
  onChoose: (field: ImportField, column: number | null) => void;
}) {
  const [isShowingAll, setShowingAll] = useState(false);
  const required = REQUIRED_FIELDS[kind];
  const fields = FIELDS_OF[kind].filter(
    (field) => isShowingAll || field in columns || field in chosen || required.includes(field),
  );
  const hidden = FIELDS_OF[kind].length - fields.length;
  const options = [
    { value: NONE, label: "Not in this file" },
    ...header.map((name, index) => ({
      value: String(index),
      label: name || `Column ${index + 1}`,
    })),
  ];
  return (
    <>
      <Table caption="Fields and the columns of the file they are read from">
        <thead>
          <tr>
            <Th>Field</Th>
            <Th>Column in the file</Th>
            <Th className="max-sm:hidden">First value</Th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const column = field in chosen ? chosen[field] : columns[field];
            return (
              <tr key={field}>
                <Td className="w-48">
                  <label htmlFor={`map-${field}`} className="font-medium text-ink-strong">
                    {FIELD_LABELS[field]}
                  </label>
                  {required.includes(field) ? (
                    <span className="text-ink-muted"> (needed)</span>
                  ) : null}
                </Td>
                <Td className="w-72">
                  <Select
                    id={`map-${field}`}
                    options={options}
                    value={typeof column === "number" ? String(column) : NONE}
                    onChange={({ target }) =>
                      onChoose(field, target.value === NONE ? null : Number(target.value))
                    }
                  />
                </Td>
                <Td className="max-w-0 truncate text-ink-muted max-sm:hidden">
                  {typeof column === "number" ? samples[column] : null}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      {hidden > 0 ? (
        <Button variant="quiet" size="sm" className="mt-2" onClick={() => setShowingAll(true)}>
          Show {hidden} more {hidden === 1 ? "field" : "fields"}
        </Button>
      ) : null}
    </>
  );
}
