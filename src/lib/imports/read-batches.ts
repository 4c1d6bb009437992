import { createActivityMapper, type ImportedActivity } from "./map-activity.ts";
import { createDealMapper, type ImportedDeal, type Notes } from "./map-deal.ts";
import { type ImportedStageEntry, mapStageEntry } from "./map-stage-history.ts";
import { type ImportPlan, type OpenFile, openTable } from "./plan-import.ts";
import { columnName, type Row, RowProblem } from "./read-cell.ts";
import type { RowError } from "./schema.ts";

/** Rows that can be stored and rows that cannot; every row of the file is in one of the two. */
export type Batch<T> = { rows: T[]; errors: RowError[] };

export type ReadOptions = {
  /** Decides what lies in the future. */
  now: Date;
  /** Rows of the file in one batch, good and bad together. */
  batchSize?: number;
};

const BATCH_SIZE = 500;

/** The deals of a planned file, batch by batch. `notes` counts what was settled on the way. */
export function readDeals(
  open: OpenFile,
  plan: ImportPlan,
  options: ReadOptions,
  notes: Notes,
): AsyncGenerator<Batch<ImportedDeal>> {
  return readBatches(open, plan, options, createDealMapper(notes));
}

export function readActivities(
  open: OpenFile,
  plan: ImportPlan,
  options: ReadOptions,
): AsyncGenerator<Batch<ImportedActivity>> {
  return readBatches(open, plan, options, createActivityMapper());
}

export function readStageHistory(
  open: OpenFile,
  plan: ImportPlan,
  options: ReadOptions,
): AsyncGenerator<Batch<ImportedStageEntry>> {
  return readBatches(open, plan, options, mapStageEntry);
}

async function* readBatches<T>(
  open: OpenFile,
  plan: ImportPlan,
  { now, batchSize = BATCH_SIZE }: ReadOptions,
  map: (row: Row) => T,
): AsyncGenerator<Batch<T>> {
  const table = await openTable(open, plan);
  let batch: Batch<T> = { rows: [], errors: [] };
  for await (const { row: number, cells, problem } of table.rows) {
    if (cells === null) {
      batch.errors.push({ row: number, column: null, message: `This row ${problem}.` });
    } else {
      try {
        batch.rows.push(map({ number, cells, plan, now }));
      } catch (error) {
        if (!(error instanceof RowProblem)) throw error;
        const column = error.field && columnName(plan, error.field);
        batch.errors.push({ row: number, column, message: `${error.message}.` });
      }
    }
    if (batch.rows.length + batch.errors.length >= batchSize) {
      yield batch;
      batch = { rows: [], errors: [] };
    }
  }
  if (batch.rows.length + batch.errors.length > 0) yield batch;
}
