import type { ImportField, ImportKind } from "#lib/imports/fields.ts";
import type { ImportOptions, RowError } from "#lib/imports/schema.ts";

/** What the import page knows about a file before anything is stored. */
export type ImportPreviewView = {
  kind: ImportKind;
  header: readonly string[];
  /** First value of each column, by place. */
  samples: readonly string[];
  /** The column of each field, as guessed or as corrected. */
  columns: Partial<Record<ImportField, number>>;
  counts: { good: number; bad: number };
  unknownStages: readonly { name: string; count: number }[];
  /** The first rows as they would be stored. */
  rows: readonly { row: number; values: Partial<Record<ImportField, string>> }[];
  /** The first rows that would be left out. */
  errors: readonly RowError[];
  warnings: readonly string[];
};

export type ImportReportView = {
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  errors: readonly RowError[];
};

type Failure = { ok: false; message: string };

/** Both receive `file`, and what the user has settled as `options` (JSON of `ImportOptions`). */
export type PreviewImport = (
  formData: FormData,
) => Promise<{ ok: true; preview: ImportPreviewView } | Failure>;
export type RunImport = (
  formData: FormData,
) => Promise<{ ok: true; report: ImportReportView } | Failure>;

export function importForm(file: File, options: ImportOptions): FormData {
  const form = new FormData();
  form.set("file", file);
  form.set("options", JSON.stringify(options));
  return form;
}
