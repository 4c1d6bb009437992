import type { Context } from "#lib/access/context.ts";
import type { ImportField, ImportKind } from "./fields.ts";
import type { ImportRequest } from "./import-file.ts";
import { importTarget } from "./import-target.ts";
import type { OpenFile } from "./plan-import.ts";
import { type PreviewRow, previewImport } from "./preview-import.ts";
import type { RowError } from "./schema.ts";

/** What the import page shows before anything is stored; plain data for the browser. */
export type FilePreview = {
  kind: ImportKind;
  header: string[];
  /** First value of each column, by place. */
  samples: string[];
  /** The column of each field, by place, as guessed or as corrected. */
  columns: Partial<Record<ImportField, number>>;
  counts: { good: number; bad: number };
  unknownStages: { name: string; count: number }[];
  /** The first rows as they would be stored. */
  rows: PreviewRow[];
  /** The first rows that would be left out. */
  errors: RowError[];
  warnings: string[];
};

/**
 * Reads a file as `importFile` would and stores nothing.
 *
 * @throws AppError as `importFile` does.
 */
export async function previewFile(
  ctx: Context,
  open: OpenFile,
  { workspaceId, options, maxRows }: ImportRequest,
): Promise<FilePreview> {
  const { currency, timezone } = importTarget(ctx, workspaceId);
  const { plan, counts, rows, errors, warnings } = await previewImport(
    open,
    options,
    { currency, timeZone: timezone },
    { now: ctx.now, ...(maxRows === undefined ? {} : { maxRows }) },
  );
  const columns = Object.fromEntries(
    Object.entries(plan.mapping.fields).map(([field, { column }]) => [field, column]),
  ) as FilePreview["columns"];
  const { kind, header, samples, unknownStages } = plan;
  return { kind, header, samples, columns, counts, unknownStages, rows, errors, warnings };
}
