import { z } from "zod";
import { STAGES } from "#lib/deals/stages.ts";
import { ALL_FIELDS, IMPORT_KINDS } from "./fields.ts";

/** Shapes of an import at every boundary. Safe for the browser. */

/** Place of a column, from 0; null for none. Files have at most 500. */
const columnPlace = z.number().int().min(0).max(499).nullable();

/**
 * What a caller may settle about a file; everything left out is found out from the file itself.
 * `mapping` names a column for a field, `stages` maps stage names of the file to the pipeline's,
 * `dateOrder`, `decimal` and `timeZone` say how dates and amounts are written.
 */
export const importOptionsSchema = z.object({
  kind: z.enum(IMPORT_KINDS).optional(),
  mapping: z.partialRecord(z.enum(ALL_FIELDS), columnPlace).optional(),
  stages: z.record(z.string().max(200), z.enum(STAGES)).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a currency code of three letters, such as USD")
    .optional(),
  timeZone: z.string().min(1).max(64).optional(),
  dateOrder: z.enum(["day_first", "month_first"]).optional(),
  decimal: z.enum([".", ","]).optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]).optional(),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

export const rowErrorSchema = z.object({
  row: z.number().int().meta({ description: "As a spreadsheet numbers it; the header is row 1." }),
  column: z
    .string()
    .nullable()
    .meta({ description: "The file's own header; null for the whole row." }),
  message: z.string(),
});
export type RowError = z.infer<typeof rowErrorSchema>;

export const importReportSchema = z.object({
  kind: z.enum(IMPORT_KINDS),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int().meta({ description: "Known already, or no news." }),
  skipped: z.number().int().meta({ description: "Left out; the reasons are in errors." }),
  errors: z.array(rowErrorSchema),
  warnings: z.array(z.string()),
});
/** What an import did. The four counts add up to the rows of the file. */
export type ImportReport = z.infer<typeof importReportSchema>;

/** The options as JSON text, the form in which a query string or a form field carries them. */
export const importOptionsJson = z
  .string()
  .max(20_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("must be JSON");
      return z.NEVER;
    }
  })
  .pipe(importOptionsSchema);
