import type { Stage } from "#lib/deals/stages.ts";
import { invalid } from "#lib/platform/errors.ts";
import { isCurrency } from "#lib/platform/money.ts";
import type { ByteSource, Encoding } from "./decode-text.ts";
import { FIELD_LABELS, type ImportField, type ImportKind } from "./fields.ts";
import { detectKind, guessMapping, type ImportMapping, requireFields } from "./guess-mapping.ts";
import { nameKey } from "./name-key.ts";
import type { DateOrder } from "./parse-date.ts";
import { type DecimalMark, decideDecimal } from "./parse-money.ts";
import { type Delimiter, readTable, type Table } from "./read-table.ts";
import type { ImportOptions } from "./schema.ts";
import { STAGE_BY_NAME } from "./stage-names.ts";
import { decideDateOrders, surveyRows } from "./survey-rows.ts";

/** Opens the file from its start; it is read twice, once to learn how it is written. */
export type OpenFile = () => ByteSource;

/** What holds where neither the file nor the caller says anything: the workspace's. */
export type ImportDefaults = { currency: string; timeZone: string };

/** All that is settled about a file before its rows are read. */
export type ImportPlan = {
  kind: ImportKind;
  header: string[];
  delimiter: Delimiter;
  encoding: Encoding;
  mapping: ImportMapping;
  /** Rows with anything in them, good or bad. */
  rowCount: number;
  /** First value of each column that is not empty, by place. */
  samples: string[];
  dateOrders: Partial<Record<ImportField, DateOrder>>;
  decimal: DecimalMark | null;
  timeZone: string;
  /** Of amounts that name none. */
  currency: string;
  /** Chosen by the caller, by `nameKey` of the file's name. */
  stages: ReadonlyMap<string, Stage>;
  /** Names in the stage column that neither the caller nor the known names explain. */
  unknownStages: { name: string; count: number }[];
  /** What was assumed, in sentences for people. */
  warnings: string[];
};

/**
 * Reads the whole file once and settles how it is to be read: kind, columns, the order of day and
 * month and the decimal mark of each column (both need every row: one 31/03 decides for all).
 * @throws AppError invalid_input when the file cannot be imported at all, with the reason.
 */
export async function planImport(
  open: OpenFile,
  options: ImportOptions,
  defaults: ImportDefaults,
  maxRows = Number.POSITIVE_INFINITY,
): Promise<ImportPlan> {
  const timeZone = options.timeZone ?? defaults.timeZone;
  requireTimeZone(timeZone);
  if (options.currency && !isCurrency(options.currency)) {
    throw invalid("currency", `${options.currency} is not a currency code of ISO 4217.`);
  }
  const table = await openTable(open, options);
  const kind = options.kind ?? detectKind(table.header);
  const mapping = guessMapping(table.header, kind, options.mapping);
  requireFields(mapping);

  const survey = await surveyRows(table, mapping, maxRows);
  // A stage column without a single stage says as little as no column.
  if (survey.stageNames.size === 0 && mapping.fields.stage?.confidence !== "chosen") {
    delete mapping.fields.stage;
  }
  const decimal = options.decimal ?? decideDecimal(survey.decimals).decimal;
  const dates = decideDateOrders(survey.dates, options.dateOrder ?? null, () =>
    table.delimiter === ";" || decimal === "," || !isMonthFirstZone(timeZone)
      ? "day_first"
      : "month_first",
  );
  const stages = new Map(
    Object.entries(options.stages ?? {}).map(([name, stage]) => [nameKey(name), stage]),
  );
  const unknownStages = [...survey.stageNames]
    .filter(([name]) => !stages.has(nameKey(name)) && !STAGE_BY_NAME.has(nameKey(name)))
    .map(([name, count]) => ({ name, count }));
  const header = table.header;
  const label = (field: ImportField) =>
    `"${header[mapping.fields[field]?.column ?? -1] || FIELD_LABELS[field]}"`;

  const warnings = [
    ...mappingWarnings(mapping),
    ...dates.assumed.map(
      (field) =>
        `${label(field)}: ${survey.dates[field]?.example} is read as ${dates.orders[field] === "day_first" ? "day/month/year" : "month/day/year"}. Nothing in the file shows which it is.`,
    ),
  ];
  if (!options.decimal && decideDecimal(survey.decimals).isAssumed) {
    warnings.push(
      `${label("value")}: ${survey.ambiguousAmount} is read as thousands, not as three decimals. Nothing in the file shows which it is.`,
    );
  }
  if (unknownStages.length > 0) {
    const names = unknownStages.slice(0, 5).map(({ name }) => `"${name}"`);
    warnings.push(
      `${unknownStages.length === 1 ? "One stage is" : `${unknownStages.length} stages are`} not known: ${names.join(", ")}${unknownStages.length > 5 ? ", …" : ""}. Such rows are placed by their status or probability, or left out without one.`,
    );
  }
  if (table.decoding.damaged > 0) {
    warnings.push(
      `${table.decoding.damaged} characters are not valid in the file's encoding (${table.decoding.encoding}) and were replaced.`,
    );
  }
  return {
    kind,
    header,
    delimiter: table.delimiter,
    encoding: table.decoding.encoding,
    mapping,
    rowCount: survey.rowCount,
    samples: header.map((_, index) => survey.samples[index] ?? ""),
    dateOrders: dates.orders,
    decimal,
    timeZone,
    currency: options.currency ?? mapping.headerCurrency ?? defaults.currency,
    stages,
    unknownStages,
    warnings,
  };
}

/** Opens the file the way the plan or the options say. */
export function openTable(
  open: OpenFile,
  { delimiter, encoding }: { delimiter?: Delimiter | undefined; encoding?: Encoding | undefined },
): Promise<Table> {
  return readTable(open(), {
    ...(delimiter ? { delimiter } : {}),
    ...(encoding ? { encoding } : {}),
  });
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw invalid("timeZone", `${timeZone} is not a time zone such as Europe/Berlin.`);
  }
}

/** Month before day is written in North America; UTC says nothing about a place. */
function isMonthFirstZone(timeZone: string): boolean {
  return /^(?:America|US|Canada)\/|^(?:Etc\/)?(?:UTC|GMT)$/.test(timeZone);
}

function mappingWarnings({ kind, nameFrom, fields }: ImportMapping): string[] {
  if (kind !== "deals") return [];
  const warnings: string[] = [];
  if (nameFrom !== "name") {
    const from = {
      company_product: "their company and product",
      company: "their company",
      product_id: "their product and id",
      id: "their id",
    }[nameFrom ?? "id"];
    warnings.push(`The file has no column of names: deals are named by ${from}.`);
  }
  const { stage, status, isClosed, isWon, probability } = fields;
  if (!stage && !status && !isClosed && !isWon && !probability) {
    warnings.push("The file has no stages: every deal is put into Discovery.");
  }
  if (!fields.externalId) {
    warnings.push(
      "The file has no column of ids: a later import finds these deals again by name and company.",
    );
  }
  return warnings;
}
