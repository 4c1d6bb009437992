"use client";

import { useState } from "react";
import { ImportErrors } from "#components/imports/import-errors.tsx";
import type { ImportPreviewView } from "#components/imports/import-view.ts";
import { MappingTable } from "#components/imports/mapping-table.tsx";
import { PreviewTable } from "#components/imports/preview-table.tsx";
import { ReadingOptions } from "#components/imports/reading-options.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { KIND_LABELS } from "#lib/imports/fields.ts";
import type { ImportOptions } from "#lib/imports/schema.ts";

const rowsText = (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`;

/** What would become of the file, and everything about it that can be corrected first. */
export function ImportCheck({
  fileName,
  preview,
  options,
  isBusy,
  onRecheck,
  onStore,
  onBack,
}: {
  fileName: string;
  preview: ImportPreviewView;
  /** Those the preview was made with. */
  options: ImportOptions;
  isBusy: boolean;
  onRecheck: (options: ImportOptions) => void;
  onStore: () => void;
  onBack: () => void;
}) {
  const [draft, setDraft] = useState(options);
  // A new preview answers the draft it was asked with.
  const [seen, setSeen] = useState(options);
  if (seen !== options) {
    setSeen(options);
    setDraft(options);
  }
  const isStale = draft !== options;
  const { good, bad } = preview.counts;
  return (
    <div className="grid gap-8">
      <div className="grid gap-3">
        <p className="text-body">
          <strong className="font-medium">{fileName}</strong> (
          {KIND_LABELS[preview.kind].toLowerCase()}): {rowsText(good)} to import
          {bad > 0 ? `, ${rowsText(bad)} to be left out` : ""}.
        </p>
        {preview.warnings.map((warning) => (
          <Alert key={warning}>{warning}</Alert>
        ))}
      </div>
      <Section id="import-columns" title="Columns" note={`${preview.header.length} in the file`}>
        <MappingTable
          preview={preview}
          chosen={draft.mapping ?? {}}
          onChoose={(field, column) =>
            setDraft({ ...draft, mapping: { ...draft.mapping, [field]: column } })
          }
        />
      </Section>
      <Section id="import-reading" title="How it is read">
        <ReadingOptions unknownStages={preview.unknownStages} options={draft} onChange={setDraft} />
      </Section>
      {isStale ? null : (
        <Section
          id="import-preview"
          title="Preview"
          note={`first ${rowsText(preview.rows.length)}`}
        >
          <PreviewTable kind={preview.kind} rows={preview.rows} />
        </Section>
      )}
      {preview.errors.length > 0 && !isStale ? (
        <Section id="import-problems" title="To be left out" note={rowsText(bad)}>
          <ImportErrors errors={preview.errors} total={bad} />
        </Section>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {isStale ? (
          <Button variant="primary" onClick={() => onRecheck(draft)} aria-disabled={isBusy}>
            {isBusy ? "Reading…" : "Update the preview"}
          </Button>
        ) : (
          <Button variant="primary" onClick={onStore} disabled={isBusy || good === 0}>
            {isBusy ? "Importing…" : `Import ${rowsText(good)}`}
          </Button>
        )}
        <Button variant="quiet" onClick={onBack} disabled={isBusy}>
          Another file
        </Button>
      </div>
    </div>
  );
}
