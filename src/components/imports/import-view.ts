import type { FormState } from "#lib/http/form-state.ts";

/** What the import page knows about a file before anything is written. */
export type ImportPreviewView = {
  /** "Deals", "Activities" or "Stage history". */
  kindLabel: string;
  rowCount: number;
  columns: readonly { index: number; header: string; sample: string }[];
  fields: readonly { key: string; label: string; isRequired: boolean }[];
  /** Field to column, as guessed or as corrected. */
  mapping: ImportMapping;
  /** The first rows as they would be stored; values by field key. */
  rows: readonly { row: number; values: Record<string, string> }[];
  errors: readonly ImportRowError[];
  warnings: readonly string[];
};

export type ImportMapping = Record<string, number | null>;

/** `column` is the file's own header; null when the whole row is concerned. */
export type ImportRowError = { row: number; column: string | null; message: string };

export type ImportReportView = {
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  errors: readonly ImportRowError[];
};

type Failure = { ok: false; message: NonNullable<FormState["message"]> };

/** Both receive `file` and, when the user has corrected it, `mapping` as JSON. */
export type PreviewImport = (
  formData: FormData,
) => Promise<{ ok: true; preview: ImportPreviewView } | Failure>;
export type RunImport = (
  formData: FormData,
) => Promise<{ ok: true; report: ImportReportView } | Failure>;
