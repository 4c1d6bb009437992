import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/platform/errors.ts";
import { previewImport } from "./preview-import.ts";

const NOW = new Date("2026-06-15T10:00:00Z");
const DEFAULTS = { currency: "EUR", timeZone: "Europe/Berlin" };

const preview = (bytes: Uint8Array) => previewImport(() => [bytes], {}, DEFAULTS, { now: NOW });

test("a German export in Windows-1252 is shown as it would be stored", async () => {
  const text = [
    "Opportunity-ID;Opportunity-Name;Firma;Phase;Betrag;Schlusstermin;Erstellt am",
    "1;Verlängerung;Müller & Söhne;Angebot;1.234,50 €;31.12.2026;01.02.2026 09:30",
    "2;Neu;Größe AG;Gewonnen;12.000;01.03.2026;01.02.2026",
    "3;Kaputt;Größe AG;Irgendwas;12.000;01.03.2026;01.02.2026",
  ].join("\r\n");
  const { plan, counts, rows, errors, warnings } = await preview(
    Buffer.from(text.replace("€", "\u0080"), "latin1"),
  );
  expect(plan).toMatchObject({
    kind: "deals",
    delimiter: ";",
    encoding: "windows-1252",
    decimal: ",",
  });
  expect(counts).toEqual({ good: 2, bad: 1 });
  expect(rows[0]).toEqual({
    row: 2,
    values: {
      externalId: "1",
      name: "Verlängerung",
      company: "Müller & Söhne",
      stage: "Proposal",
      value: "1234.50",
      currency: "EUR",
      expectedCloseOn: "2026-12-31",
      createdAt: "2026-02-01 08:30 UTC",
    },
  });
  expect(rows[1]?.values.value).toBe("12000.00");
  expect(errors).toMatchObject([{ row: 4, column: "Phase" }]);
  expect(warnings).toHaveLength(1);
});

test("a preview is short, its counts are of the whole file", async () => {
  const rows = Array.from(
    { length: 1_000 },
    (_, index) => `${index},Deal ${index},${index % 2 ? "Won" : "?"}`,
  );
  const result = await preview(Buffer.from(`id,name,stage\n${rows.join("\n")}`));
  expect(result.counts).toEqual({ good: 500, bad: 500 });
  expect(result.rows).toHaveLength(20);
  expect(result.errors).toHaveLength(100);
});

test("whatever the bytes, every row is counted or the file is refused in words", async () => {
  const header = fc.constantFrom(
    "id,name,stage,amount,close date\n",
    "id;name;stage;amount;created at\n",
    "deal id\ttype\tdate\n",
  );
  const cell = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom("1.234", "03/04/2026", "Won", '"', "", "=1+1"),
  );
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(
      header,
      rows,
      fc.constantFrom(",", ";", "\t"),
      async (head, table, delimiter) => {
        const text = head + table.map((cells) => cells.join(delimiter)).join("\n");
        try {
          const { plan, counts } = await preview(Buffer.from(text));
          expect(counts.good + counts.bad).toBe(plan.rowCount);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      },
    ),
  );
});
