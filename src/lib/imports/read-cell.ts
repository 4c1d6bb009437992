import type { ImportField } from "./fields.ts";
import { FIELD_LABELS, MAX_TEXT } from "./fields.ts";
import { nameKey } from "./name-key.ts";
import { momentOf, type ParsedDate, parseDate } from "./parse-date.ts";
import type { ImportPlan } from "./plan-import.ts";

/** A row that cannot be imported, with the field that is to blame; null for the row as a whole. */
export class RowProblem extends Error {
  readonly field: ImportField | null;

  constructor(field: ImportField | null, message: string) {
    super(message);
    this.field = field;
  }
}

/** One row of the file and what is known about its columns. */
export type Row = { number: number; cells: readonly string[]; plan: ImportPlan; now: Date };

/** Spellings of nothing in exports of databases and spreadsheets. */
const BLANKS = new Set([
  "null",
  "\\n",
  "n/a",
  "#n/a",
  "(no value)",
  "-",
  "–",
  "—",
  "000000000000000aaa",
]);
/** A time without a zone may be up to a day ahead of ours. */
const AHEAD_MS = 86_400_000;
const QUOTED_LENGTH = 40;

const YES = new Set("true t yes y 1 x ja wahr oui vrai si verdadero sim waar".split(" "));
const NO = new Set("false f no n 0 nein falsch non faux falso nao nee onwaar".split(" "));

/** The cell as it stands, trimmed; "" when it is empty, says so in words, or has no column. */
export function rawCell({ cells, plan }: Row, field: ImportField): string {
  const mapped = plan.mapping.fields[field];
  const text = mapped ? (cells[mapped.column] ?? "").trim() : "";
  return text.length <= 15 && BLANKS.has(text.toLowerCase()) ? "" : text;
}

/** @throws RowProblem for text over the field's limit. */
export function readText(row: Row, field: ImportField): string | null {
  const text = rawCell(row, field);
  const limit = MAX_TEXT[field];
  if (limit !== undefined && text.length > limit) {
    throw problem(row, field, `is ${text.length} characters long; shorten it to ${limit}`);
  }
  return text || null;
}

/** @throws RowProblem when the cell is empty. */
export function requireText(row: Row, field: ImportField, why: string): string {
  const text = readText(row, field);
  if (text === null) throw problem(row, field, `is empty; ${why}`);
  return text;
}

/** The calendar day, `YYYY-MM-DD`, exactly as it stands in the file. */
export function readDay(row: Row, field: ImportField): string | null {
  return readDate(row, field)?.date ?? null;
}

/** The moment; a day without a time is noon UTC. May lie in the future. */
export function readMoment(row: Row, field: ImportField): Date | null {
  const parsed = readDate(row, field);
  return parsed ? new Date(momentOf(parsed)) : null;
}

/** @throws RowProblem for a moment more than a day ahead; a closer one counts as now. */
export function readPast(row: Row, field: ImportField): Date | null {
  const moment = readMoment(row, field);
  if (moment === null || moment <= row.now) return moment;
  if (moment.getTime() > row.now.getTime() + AHEAD_MS) {
    throw problem(row, field, "lies in the future; correct the date");
  }
  return row.now;
}

/** Null when the cell says neither yes nor no. */
export function readFlag(row: Row, field: ImportField): boolean | null {
  const key = nameKey(rawCell(row, field));
  if (YES.has(key)) return true;
  return NO.has(key) ? false : null;
}

/** `Amount "12 bananas" cannot be read …`: the column, its value and what to do. */
export function problem(row: Row, field: ImportField, what: string): RowProblem {
  const text = rawCell(row, field);
  const shown = text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text;
  const value = text === "" ? "" : ` "${shown}"`;
  return new RowProblem(
    field,
    `${columnName(row.plan, field) ?? FIELD_LABELS[field]}${value} ${what}`,
  );
}

/** The file's own header of the field's column; null without a column or a header. */
export function columnName(plan: ImportPlan, field: ImportField): string | null {
  const mapped = plan.mapping.fields[field];
  return mapped ? plan.header[mapped.column]?.slice(0, 100) || null : null;
}

function readDate(row: Row, field: ImportField): ParsedDate | null {
  const text = rawCell(row, field);
  if (text === "") return null;
  const parsed = parseDate(text, {
    order: row.plan.dateOrders[field] ?? "day_first",
    timeZone: row.plan.timeZone,
  });
  if ("problem" in parsed) throw problem(row, field, parsed.problem);
  return parsed;
}
