import type { Stage } from "#lib/deals/stages.ts";
import { parseStage } from "./parse-stage.ts";
import { problem, type Row, readFlag, readPast, readText, requireText } from "./read-cell.ts";

/** That a deal was in a stage from a moment on. Rows may come in any order and repeat a stage. */
export type ImportedStageEntry = {
  row: number;
  dealExternalId: string;
  stage: Stage;
  remoteStage: string;
  enteredAt: Date;
};

/** @throws RowProblem for an unknown stage (only the caller's mapping helps) or a missing value. */
export function mapStageEntry(row: Row): ImportedStageEntry {
  if (readFlag(row, "isDeleted") === true) {
    throw problem(row, "isDeleted", "says that the entry was deleted at its source");
  }
  const dealExternalId = requireText(row, "dealId", "an entry belongs to a deal");
  const remoteStage = readText(row, "stage") ?? "";
  const reading = parseStage(
    { stage: remoteStage, status: "", isClosed: null, isWon: null, probability: null },
    row.plan.stages,
  );
  if ("problem" in reading) throw problem(row, "stage", reading.problem);
  const enteredAt = readPast(row, "enteredAt");
  if (enteredAt === null) throw problem(row, "enteredAt", "is empty; say when the stage began");
  return { row: row.number, dealExternalId, stage: reading.stage, remoteStage, enteredAt };
}
