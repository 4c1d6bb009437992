import { CsvError, parse } from "csv-parse";
import { parse as parseAtOnce } from "csv-parse/sync";
import { invalid } from "#lib/platform/errors.ts";
import { type ByteSource, type DecodingReport, decodeText, type Encoding } from "./decode-text.ts";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const MAX_COLUMNS = 500;
export const MAX_CELL_LENGTH = 65_536;
/** A row longer than this is almost certainly a quote that somebody forgot to close. */
const MAX_ROW_LENGTH = 2_000_000;
const SNIFF_LENGTH = 65_536;
const SNIFF_ROWS = 50;

/**
 * A row of the table, or what is wrong with it. `row` is the number a spreadsheet shows beside it:
 * the header is row 1 when nothing stands before it, empty lines count, and a row whose cells hold
 * line breaks counts once.
 */
export type TableRow =
  | { row: number; cells: string[]; problem: null }
  | { row: number; cells: null; problem: string };

export type Table = {
  delimiter: Delimiter;
  /** Trimmed; may hold blanks and duplicates. Columns are therefore named by their place, from 0. */
  header: string[];
  headerRow: number;
  rows: AsyncGenerator<TableRow>;
  /** What has shown so far of the encoding and its errors; final when the rows have been read. */
  decoding: Readonly<DecodingReport>;
};

export type ReadTableOptions = { delimiter?: Delimiter; encoding?: Encoding };

/**
 * Opens a delimited text file. Rows are read as they are asked for; leaving the loop early closes
 * the source. No cell is ever dropped: a row with a wrong number of cells, a cell over 64 KB or a
 * NUL byte comes back as a problem, and so does the row at which a quote was never closed.
 * @throws AppError invalid_input: empty, not text (a workbook, a PDF), over 500 columns.
 */
export async function readTable(
  source: ByteSource,
  options: ReadTableOptions = {},
): Promise<Table> {
  const report: DecodingReport = { encoding: "utf-8", damaged: 0 };
  const text = decodeText(source, report, options.encoding);
  const sample = await takeSample(text);
  refuseBinary(sample);

  const declared = /^sep=([,;|\t])\r?\n/.exec(sample);
  const body = declared ? sample.slice(declared[0].length) : sample;
  const delimiter =
    options.delimiter ?? DELIMITERS.find((one) => one === declared?.[1]) ?? sniffDelimiter(body);

  const records = readRecords(chain(body, text), delimiter);
  const first = await records.next();
  if (first.done) throw invalid("file", "The file is empty.");
  if (first.value.problem !== null)
    throw invalid("file", `The header cannot be read: ${first.value.problem}.`);
  const header = first.value.cells.map((cell) => cell.trim());
  if (header.length > MAX_COLUMNS) {
    await records.return(undefined);
    throw invalid(
      "file",
      `The file has ${header.length} columns; at most ${MAX_COLUMNS} can be read.`,
    );
  }
  return {
    delimiter,
    header,
    headerRow: first.value.row,
    rows: checkRows(records, header.length),
    decoding: report,
  };
}

async function takeSample(text: AsyncGenerator<string>): Promise<string> {
  let sample = "";
  while (sample.length < SNIFF_LENGTH) {
    const next = await text.next();
    if (next.done) break;
    sample += next.value;
  }
  return sample;
}

async function* chain(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  // An empty chunk would end an object stream, and so the file.
  if (first) yield first;
  for await (const part of rest) if (part) yield part;
}

function refuseBinary(sample: string): void {
  const kind = sample.startsWith("PK\u0003\u0004")
    ? "an Excel workbook or a ZIP archive"
    : sample.startsWith("\u00d0\u00cf\u0011\u00e0")
      ? "an old Excel workbook"
      : sample.startsWith("%PDF-")
        ? "a PDF"
        : null;
  if (kind) throw invalid("file", `This is ${kind}. Save the table as CSV and import that.`);
  const head = sample.slice(0, 4_096);
  const controls = [...head].filter((character) => isControl(character.charCodeAt(0))).length;
  if (controls > head.length / 50) {
    throw invalid("file", "This is not a text file. Save the table as CSV and import that.");
  }
}

/** A control character other than white space: tables in text form have none. */
function isControl(code: number): boolean {
  return code < 0x09 || (code > 0x0d && code < 0x20);
}

/**
 * The delimiter under which most of the first rows have as many cells as the first one, weighted
 * by how many that are; quotes are respected. A single column counts as commas.
 */
export function sniffDelimiter(sample: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = rowWidths(sample, delimiter);
    const [columns = 1] = widths;
    if (columns < 2) continue;
    const alike = widths.filter((width) => width === columns).length / widths.length;
    const score = alike * alike * Math.min(columns, 20);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function rowWidths(sample: string, delimiter: Delimiter): number[] {
  const widths: number[] = [];
  try {
    parseAtOnce(sample, {
      ...parserOptions(delimiter),
      to: SNIFF_ROWS,
      skip_empty_lines: true,
      on_record: (cells: string[]) => {
        widths.push(cells.length);
        return null;
      },
    });
  } catch {
    // The sample may end within quotes; the rows before that are what is wanted.
  }
  // The last row is cut off when the sample is.
  return widths.length > 2 && sample.length >= SNIFF_LENGTH ? widths.slice(0, -1) : widths;
}

function parserOptions(delimiter: Delimiter) {
  return {
    delimiter,
    bom: false,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_LENGTH,
  };
}

async function* readRecords(
  text: AsyncGenerator<string>,
  delimiter: Delimiter,
): AsyncGenerator<TableRow> {
  let row = 0;
  let parsed: string[][] = [];
  // Rows are taken in the callback, not from the stream: a stream that fails throws away the rows
  // it has parsed but not yet handed out.
  const parser = parse({
    ...parserOptions(delimiter),
    on_record: (cells: string[]) => {
      parsed.push(cells);
      return null;
    },
  });
  let failure: Error | null = null;
  parser.on("error", (error) => {
    failure = error;
  });
  const handOut = function* (): Generator<TableRow> {
    const rows = parsed;
    parsed = [];
    for (const cells of rows) {
      row += 1;
      if (cells.some((cell) => cell !== "")) yield { row, cells, problem: null };
    }
    if (failure) yield { row: row + 1, cells: null, problem: recordProblem(failure) };
  };
  for await (const part of text) {
    await new Promise<void>((resolve) => parser.write(part, () => resolve()));
    yield* handOut();
    if (failure) return;
  }
  await new Promise<void>((resolve) => parser.end(() => resolve()));
  yield* handOut();
}

function recordProblem(error: Error): string {
  const code = error instanceof CsvError ? error.code : null;
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE") {
    return 'a quote (") is opened here and not closed, so the rest of the file was not read. Close it, or write "" for a quote inside a cell';
  }
  return `the file cannot be read any further: ${error.message}`;
}

async function* checkRows(
  records: AsyncGenerator<TableRow>,
  columns: number,
): AsyncGenerator<TableRow> {
  for await (const record of records) {
    const problem = record.cells && rowProblem(record.cells, columns);
    yield problem ? { row: record.row, cells: null, problem } : record;
  }
}

function rowProblem(cells: string[], columns: number): string | null {
  if (cells.length < columns || cells.slice(columns).some((cell) => cell.trim() !== "")) {
    return `has ${cells.length} cells where the header has ${columns}. A cell that contains the delimiter or a line break needs quotes around it`;
  }
  for (const [index, cell] of cells.entries()) {
    if (cell.length > MAX_CELL_LENGTH) {
      return `cell ${index + 1} is ${cell.length} characters long; at most ${MAX_CELL_LENGTH} can be read`;
    }
    if (cell.includes("\u0000")) return `cell ${index + 1} contains a NUL byte; remove it`;
  }
  return null;
}
