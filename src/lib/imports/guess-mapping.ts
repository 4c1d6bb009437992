import { invalid } from "#lib/platform/errors.ts";
import { currencyOf } from "./currency-names.ts";
import {
  FIELD_LABELS,
  FIELDS_OF,
  type ImportField,
  type ImportKind,
  REQUIRED_FIELDS,
} from "./fields.ts";
import {
  ACTIVITY_NAMES,
  DEAL_NAMES,
  DEAL_REFERENCES,
  PREFIXES,
  STAGE_HISTORY_NAMES,
} from "./header-names.ts";
import { nameKey } from "./name-key.ts";

/** `certain`: the column has a name known for the field. `likely`: after taking a prefix away. */
export type Confidence = "certain" | "likely" | "chosen";
export type MappedColumn = { column: number; confidence: Confidence };

/** What a deal is named by where the file has no name for it. */
export type NameSource = "name" | "company_product" | "company" | "product_id" | "id";

export type ImportMapping = {
  kind: ImportKind;
  fields: Partial<Record<ImportField, MappedColumn>>;
  /** Columns that are not read, by place. */
  unmapped: number[];
  /** Null for files that are not of deals. */
  nameFrom: NameSource | null;
  /** The currency that the header of the value column names: "Amount (EUR)", "amount_eur". */
  headerCurrency: string | null;
};

/** Places by field; null takes a guessed column away. */
export type ChosenColumns = Partial<Record<ImportField, number | null>>;

const NAMES: Record<ImportKind, Partial<Record<ImportField, readonly string[]>>> = {
  deals: DEAL_NAMES,
  activities: ACTIVITY_NAMES,
  stage_history: STAGE_HISTORY_NAMES,
};

type Column = { index: number; keys: string[]; currency: string | null };

/**
 * Finds the column of each field by the names that exports use, the caller's choice first. Two
 * columns for one field: the better name wins and the other stays unmapped.
 * @throws AppError invalid_input when a chosen column does not exist or a required field has none.
 */
export function guessMapping(
  header: string[],
  kind: ImportKind,
  chosen: ChosenColumns = {},
): ImportMapping {
  const columns = header.map(readHeader);
  const fields: Partial<Record<ImportField, MappedColumn>> = {};
  for (const field of FIELDS_OF[kind]) {
    const index = chosen[field];
    if (index === undefined || index === null) continue;
    if (index >= header.length) {
      throw invalid(
        `mapping.${field}`,
        `${FIELD_LABELS[field]} is mapped to column ${index + 1}, but the file has ${header.length} columns.`,
      );
    }
    fields[field] = { column: index, confidence: "chosen" };
  }
  const taken = new Set(Object.values(fields).map(({ column }) => column));
  for (const guess of rankGuesses(columns, kind)) {
    if (chosen[guess.field] !== undefined || fields[guess.field] || taken.has(guess.column))
      continue;
    fields[guess.field] = { column: guess.column, confidence: guess.confidence };
    taken.add(guess.column);
  }
  const value = fields.value;
  return {
    kind,
    fields,
    unmapped: columns.map(({ index }) => index).filter((index) => !taken.has(index)),
    nameFrom: kind === "deals" ? nameSource(fields) : null,
    headerCurrency: value ? (columns[value.column]?.currency ?? null) : null,
  };
}

/** @throws AppError invalid_input naming the fields without which the file cannot be imported. */
export function requireFields(mapping: ImportMapping): void {
  const missing = REQUIRED_FIELDS[mapping.kind].filter((field) => !mapping.fields[field]);
  if (missing.length > 0) {
    const labels = missing.map((field) => `"${FIELD_LABELS[field]}"`).join(" and ");
    throw invalid(
      "mapping",
      `No column was found for ${labels}. Choose one, or add it to the file.`,
    );
  }
  const { name, company, externalId, stage, value } = mapping.fields;
  if (mapping.kind === "deals" && !name && !company && !(externalId && (stage || value))) {
    throw invalid(
      "mapping",
      'This does not look like a table of deals: no column was found for "Name" or "Company", nor for "Id" beside "Stage" or "Value". Choose the columns, or check the file.',
    );
  }
}

/** What the file is about, judged by its header. */
export function detectKind(header: string[]): ImportKind {
  const keys = header.map((cell) => nameKey(cell));
  // A warehouse copy with one row for each state that a record was in.
  if (keys.includes("fivetran start")) return "stage_history";
  const refersToDeal = keys.some((key) => DEAL_REFERENCES.has(key));
  if (!refersToDeal) return "deals";
  const hasOwnId = guessMapping(header, "activities").fields.externalId !== undefined;
  const deal = guessMapping(header, "deals").fields;
  const history = guessMapping(header, "stage_history").fields;
  const isEntered = keys.some((key) => key === "entered at" || key === "date entered");
  if (!hasOwnId && !isEntered && (deal.name || deal.value)) return "deals";
  const activity = guessMapping(header, "activities").fields;
  if (activity.occurredAt && (activity.type || activity.direction || activity.subject))
    return "activities";
  return history.stage && history.enteredAt && (isEntered || hasOwnId) ? "stage_history" : "deals";
}

function rankGuesses(columns: Column[], kind: ImportKind) {
  const guesses = [];
  for (const [field, names] of Object.entries(NAMES[kind]) as [ImportField, readonly string[]][]) {
    for (const { index, keys } of columns) {
      // The whole header first, then what is left of it without prefixes.
      for (const [tier, key] of keys.entries()) {
        const rank = names.indexOf(key);
        if (rank === -1) continue;
        const confidence: Confidence = tier === 0 ? "certain" : "likely";
        guesses.push({ field, column: index, confidence, rank: tier * 1_000 + rank });
        break;
      }
    }
  }
  return guesses.sort((a, b) => a.rank - b.rank || a.column - b.column);
}

function readHeader(text: string, index: number): Column {
  const bracket = /[([]\s*([^)\]]+?)\s*[)\]]\s*$/.exec(text);
  const ending = /(?:^|[\s_-])(?:in\s+)?(\p{Sc}|[A-Za-z]{3})\s*$/u.exec(text);
  const keys = [nameKey(text)];
  if (bracket) keys.push(nameKey(text.slice(0, bracket.index)));
  const bracketCurrency = bracket?.[1] ? currencyOf(bracket[1], "") : null;
  const endingCurrency = ending?.[1] ? currencyOf(ending[1], "") : null;
  if (ending && endingCurrency) keys.push(nameKey(text.slice(0, ending.index)));
  for (const key of [...keys]) {
    let rest = key;
    for (let prefix = prefixOf(rest); prefix; prefix = prefixOf(rest)) {
      rest = rest.slice(prefix.length + 1);
      keys.push(rest);
    }
  }
  return { index, keys, currency: bracketCurrency ?? endingCurrency };
}

function prefixOf(key: string): string | undefined {
  return PREFIXES.find((prefix) => key.startsWith(`${prefix} `));
}

function nameSource(fields: ImportMapping["fields"]): NameSource {
  if (fields.name) return "name";
  if (fields.company) return fields.product ? "company_product" : "company";
  return fields.product ? "product_id" : "id";
}
