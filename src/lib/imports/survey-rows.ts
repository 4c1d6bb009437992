import { invalid } from "#lib/platform/errors.ts";
import { FIELDS_OF, type ImportField } from "./fields.ts";
import type { ImportMapping } from "./guess-mapping.ts";
import { type DateOrder, voteDateOrder } from "./parse-date.ts";
import { type DecimalVotes, voteDecimal } from "./parse-money.ts";
import type { Table } from "./read-table.ts";

const DATE_FIELDS: readonly ImportField[] = [
  "expectedCloseOn",
  "createdAt",
  "stageEnteredAt",
  "closedAt",
  "nextStepDueOn",
  "occurredAt",
  "endsAt",
  "enteredAt",
];
const MAX_STAGE_NAMES = 200;
const SAMPLED_ROWS = 50;
const MAX_SAMPLE_LENGTH = 100;

export type Survey = {
  rowCount: number;
  /** First value of each column within the first rows. */
  samples: (string | undefined)[];
  stageNames: Map<string, number>;
  dates: Partial<Record<ImportField, DateVotes>>;
  decimals: DecimalVotes;
  /** The first amount that can be read both ways. */
  ambiguousAmount: string;
};

type DateVotes = { day_first: number; month_first: number; ambiguous: number; example: string };

/**
 * Reads every row for what it says about its columns.
 * @throws AppError invalid_input for more than `maxRows` rows.
 */
export async function surveyRows(
  table: Table,
  { kind, fields }: ImportMapping,
  maxRows: number,
): Promise<Survey> {
  const dateColumns = FIELDS_OF[kind].flatMap((field) => {
    const mapped = DATE_FIELDS.includes(field) ? fields[field] : undefined;
    return mapped ? [{ field, column: mapped.column }] : [];
  });
  const dates: Partial<Record<ImportField, DateVotes>> = {};
  for (const { field } of dateColumns) {
    dates[field] = { day_first: 0, month_first: 0, ambiguous: 0, example: "" };
  }
  const decimals = { dot: 0, comma: 0, ambiguous: 0 };
  let ambiguousAmount = "";
  const stageNames = new Map<string, number>();
  const samples: (string | undefined)[] = [];
  let rowCount = 0;

  for await (const { cells } of table.rows) {
    rowCount += 1;
    if (rowCount > maxRows) {
      throw invalid(
        "file",
        `The file has more than ${maxRows} rows. Split it, or use the command line.`,
      );
    }
    if (cells === null) continue;
    for (const { field, column } of dateColumns) {
      const text = cells[column] ?? "";
      const vote = voteDateOrder(text);
      const votes = dates[field];
      if (vote === null || !votes) continue;
      votes[vote] += 1;
      if (vote === "ambiguous") votes.example ||= text.trim().slice(0, 20);
    }
    if (fields.value) {
      const text = cells[fields.value.column] ?? "";
      const before = decimals.ambiguous;
      voteDecimal(text, decimals);
      if (decimals.ambiguous > before) ambiguousAmount ||= text.trim().slice(0, 20);
    }
    const stage = fields.stage && cells[fields.stage.column]?.trim().slice(0, MAX_SAMPLE_LENGTH);
    if (stage && (stageNames.has(stage) || stageNames.size < MAX_STAGE_NAMES)) {
      stageNames.set(stage, (stageNames.get(stage) ?? 0) + 1);
    }
    if (rowCount <= SAMPLED_ROWS) {
      for (const [index, cell] of cells.entries()) {
        if (cell.trim()) samples[index] ??= cell.trim().slice(0, MAX_SAMPLE_LENGTH);
      }
    }
  }
  return { dates, decimals, ambiguousAmount, stageNames, samples, rowCount };
}

/** A column's own proof comes first, then that of the file's other columns, then the assumption. */
export function decideDateOrders(
  votes: Partial<Record<ImportField, DateVotes>>,
  chosen: DateOrder | null,
  assume: () => DateOrder,
) {
  const entries = Object.entries(votes) as [ImportField, DateVotes][];
  const total = { day_first: 0, month_first: 0 };
  for (const [, vote] of entries) {
    total.day_first += vote.day_first;
    total.month_first += vote.month_first;
  }
  const ofFile = majority(total);
  const assumed: ImportField[] = [];
  const orders: Partial<Record<ImportField, DateOrder>> = {};
  for (const [field, vote] of entries) {
    const order = chosen ?? majority(vote) ?? ofFile;
    if (order === null && vote.ambiguous > 0) assumed.push(field);
    orders[field] = order ?? assume();
  }
  return { orders, assumed };
}

function majority(votes: { day_first: number; month_first: number }): DateOrder | null {
  if (votes.day_first === votes.month_first) return null;
  return votes.day_first > votes.month_first ? "day_first" : "month_first";
}
