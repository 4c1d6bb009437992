import { expect, test } from "vitest";
import { AppError } from "#lib/platform/errors.ts";
import { planImport } from "./plan-import.ts";
import type { ImportOptions } from "./schema.ts";

const plan = (text: string | Buffer, options: ImportOptions = {}, timeZone = "UTC") =>
  planImport(() => [Buffer.from(text as string)], options, { currency: "USD", timeZone });

test("one proven date decides its column, and a column without proof follows the file", async () => {
  const { dateOrders, warnings } = await plan(
    "name,close date,created date\nA,03/04/2026,05/06/2025\nB,31/03/2026,07/08/2025\n",
  );
  expect(dateOrders).toEqual({ expectedCloseOn: "day_first", createdAt: "day_first" });
  expect(warnings.join()).not.toContain("day/month");
});

test("an ambiguous column is reported with the assumption, and the caller can settle it", async () => {
  const text = "id,name,stage,close date\n1,A,Won,03/04/2026\n";
  expect((await plan(text)).warnings).toEqual([
    '"close date": 03/04/2026 is read as month/day/year. Nothing in the file shows which it is.',
  ]);
  expect((await plan(text, {}, "Europe/Berlin")).dateOrders.expectedCloseOn).toBe("day_first");
  const settled = await plan(text, { dateOrder: "day_first" });
  expect(settled.dateOrders.expectedCloseOn).toBe("day_first");
  expect(settled.warnings).toEqual([]);
});

test("amounts that can be read both ways are reported, and the caller can settle it", async () => {
  const text = "id,name,stage,amount\n1,A,Won,1.234\n2,B,Won,12.500\n";
  const assumed = await plan(text);
  expect(assumed.decimal).toBeNull();
  expect(assumed.warnings.join()).toContain('"amount": 1.234 is read as thousands');
  const settled = await plan(text, { decimal: "." });
  expect(settled.decimal).toBe(".");
  expect(settled.warnings).toEqual([]);
});

test("stages nobody knows are counted for the caller to map", async () => {
  const text = "id,name,stage\n1,A,Stage X\n2,B,stage_x\n3,C,Won\n4,D,Stage X\n";
  const { unknownStages } = await plan(text);
  expect(unknownStages).toEqual([
    { name: "Stage X", count: 2 },
    { name: "stage_x", count: 1 },
  ]);
  expect((await plan(text, { stages: { "Stage X": "proposal" } })).unknownStages).toEqual([]);
});

test("the currency is the caller's, the header's or the workspace's", async () => {
  expect((await plan("id,name,stage,amount_eur\n")).currency).toBe("EUR");
  expect((await plan("id,name,stage,Amount (GBP)\n")).currency).toBe("GBP");
  expect((await plan("id,name,stage,amount\n")).currency).toBe("USD");
  expect((await plan("id,name,stage,amount_eur\n", { currency: "CHF" })).currency).toBe("CHF");
  await expect(plan("id,name\n", { currency: "XXZ" })).rejects.toBeInstanceOf(AppError);
});

test("what the file lacks is said", async () => {
  const { warnings } = await plan("company,product\nAcme,Pump\n");
  expect(warnings).toEqual([
    "The file has no column of names: deals are named by their company and product.",
    "The file has no stages: every deal is put into Discovery.",
    "The file has no column of ids: a later import finds these deals again by name and company.",
  ]);
});

test("a stage column without a stage is as good as none", async () => {
  const { mapping } = await plan("id,name,deal stage\n1,A,\n2,B,\n");
  expect(mapping.fields.stage).toBeUndefined();
});

test("the encoding is known to the end of the file", async () => {
  const late = Buffer.concat([
    Buffer.from(`id,name\n${"1,plain\n".repeat(20_000)}2,Z`),
    Buffer.from([0xfc]),
    Buffer.from("rich\n"),
  ]);
  const { encoding, rowCount } = await plan(late);
  expect(encoding).toBe("windows-1252");
  expect(rowCount).toBe(20_001);
});

test("too many rows and an unknown time zone are refused", async () => {
  const open = () => [Buffer.from("id,name\n1,A\n2,B\n3,C\n")];
  const defaults = { currency: "USD", timeZone: "UTC" };
  await expect(planImport(open, {}, defaults, 2)).rejects.toThrow("more than 2 rows");
  await expect(planImport(open, { timeZone: "Mars/Base" }, defaults)).rejects.toThrow("Mars/Base");
});
