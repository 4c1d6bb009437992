import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/platform/errors.ts";
import { DELIMITERS, type Delimiter, readTable, type TableRow } from "./read-table.ts";

function bytes(text: string | Buffer, size = 1_000): Uint8Array[] {
  const whole = Buffer.from(text as string);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += size) pieces.push(whole.subarray(at, at + size));
  return pieces;
}

async function read(text: string | Buffer, delimiter?: Delimiter) {
  const table = await readTable(bytes(text), delimiter ? { delimiter } : {});
  const rows: TableRow[] = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, rows };
}

const cellsOf = (rows: TableRow[]) => rows.map((row) => row.cells);

test.each([
  ["comma", 'name,note\nAcme,"a;b;c;d"\nBeta,"x;y;z;w"\n', ","],
  ["semicolon", "name;value\nAcme;1,50\nBeta;2,50\n", ";"],
  ["tab", "name\tvalue\nAcme, Inc.\t1,50\n", "\t"],
  ["pipe", "name|value\nAcme|1\n", "|"],
  ["a single column", "name\nAcme\n", ","],
  ["what the file itself declares", "sep=|\nname;x|value\nAcme|1\n", "|"],
])("the delimiter is found: %s", async (_, text, delimiter) => {
  expect((await read(text)).delimiter).toBe(delimiter);
});

test("rows carry the number a spreadsheet shows", async () => {
  const { header, rows } = await read('name,note\r\nA,1\r\n\r\nB,"two\r\nlines"\r\nC,3');
  expect(header).toEqual(["name", "note"]);
  expect(rows).toEqual([
    { row: 2, cells: ["A", "1"], problem: null },
    { row: 4, cells: ["B", "two\r\nlines"], problem: null },
    { row: 5, cells: ["C", "3"], problem: null },
  ]);
});

test("mixed line ends, blank rows and rows of empty cells are no trouble", async () => {
  const { rows } = await read("a,b\r\n1,2\n3,4\r5,6\n,\n\n7,8");
  expect(cellsOf(rows)).toEqual([
    ["1", "2"],
    ["3", "4"],
    ["5", "6"],
    ["7", "8"],
  ]);
});

test("a row that is too short or too long is named, empty cells at its end are not", async () => {
  const { rows } = await read("a,b,c\n1,2\n1,2,3,4\n1,2,3,\n");
  expect(rows.map((row) => row.problem?.slice(0, 38) ?? null)).toEqual([
    "has 2 cells where the header has 3. A ",
    "has 4 cells where the header has 3. A ",
    null,
  ]);
});

test("lone quotes stay in the text", async () => {
  const { rows } = await read('name,size\nTV,5" wide\n"Acme" Ltd,b\n');
  expect(cellsOf(rows)).toEqual([
    ["TV", '5" wide'],
    ['"Acme" Ltd', "b"],
  ]);
});

test("a quote that is never closed is reported where it opens, the rows before it are kept", async () => {
  const { rows } = await read(`a,b\n1,2\n"3,4\n${"5,6\n".repeat(100)}`);
  expect(rows[0]?.cells).toEqual(["1", "2"]);
  expect(rows[1]).toMatchObject({ row: 3, cells: null });
  expect(rows[1]?.problem).toContain("not closed");
  expect(rows).toHaveLength(2);
});

test("formulas are text like any other", async () => {
  const { rows } = await read("a,b\n=1+1,@SUM(A1)\n");
  expect(cellsOf(rows)).toEqual([["=1+1", "@SUM(A1)"]]);
});

test("a cell of a megabyte or with a NUL byte spoils its own row only", async () => {
  const { rows } = await read(`a,b\n${"x".repeat(1_000_000)},1\n"\u0000",2\nok,3\n`);
  expect(rows.map((row) => row.problem)).toEqual([
    "cell 1 is 1000000 characters long; at most 65536 can be read",
    "cell 1 contains a NUL byte; remove it",
    null,
  ]);
});

test("a field that swallows the file is cut off", async () => {
  const { rows } = await read(`a,b\n1,"${"x\n".repeat(2_000_000)}`);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.problem).toContain("not closed");
});

test.each([
  ["nothing", ""],
  ["blank lines", "\n\n"],
  ["an Excel workbook", Buffer.from("PK\u0003\u0004rest")],
  ["a PDF", "%PDF-1.7"],
  ["zero bytes", Buffer.alloc(5_000)],
  ["100,000 columns", `${"a,".repeat(100_000)}\n`],
])("%s is refused with the reason", async (_, text) => {
  await expect(read(text)).rejects.toBeInstanceOf(AppError);
});

test("garbage is refused or read, never a crash", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (garbage) => {
      try {
        await read(Buffer.from(garbage));
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
  );
});

test("what a spreadsheet writes is read back cell by cell", async () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "ü", "1", ",", ";", '"', "\n", "\t", "|", " "),
  });
  const table = fc
    .integer({ min: 2, max: 6 })
    .chain((width) =>
      fc
        .array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 })
        .map((rows) => ({ width, rows })),
    );
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(...DELIMITERS), async ({ width, rows }, delimiter) => {
      const header = Array.from({ length: width }, (_, index) => `h${index}`);
      const text = stringify([header, ...rows], { delimiter, quoted: true });
      const result = await read(text, delimiter);
      const filled = rows.filter((cells) => cells.some((value) => value !== ""));
      expect(result.header).toEqual(header);
      expect(cellsOf(result.rows)).toEqual(filled);
    }),
  );
});
