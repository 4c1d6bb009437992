import { expect, test } from "vitest";
import type { ImportedDeal, Notes } from "./map-deal.ts";
import { planImport } from "./plan-import.ts";
import { readDeals } from "./read-batches.ts";
import type { ImportOptions, RowError } from "./schema.ts";

const NOW = new Date("2026-06-15T10:00:00Z");

async function read(text: string, options: ImportOptions = {}) {
  const open = () => [Buffer.from(text)];
  const plan = await planImport(open, options, { currency: "USD", timeZone: "UTC" });
  const notes: Notes = { rounded: 0, emailsLeftOut: 0 };
  const deals: ImportedDeal[] = [];
  const errors: RowError[] = [];
  for await (const batch of readDeals(open, plan, { now: NOW }, notes)) {
    deals.push(...batch.rows);
    errors.push(...batch.errors);
  }
  return { deals, errors, notes };
}

test("a row of a CRM export becomes a deal", async () => {
  const { deals, errors } = await read(
    [
      "Opportunity ID,Opportunity Name,Account Name,Website,Contact Email,Stage,Amount,Currency,Close Date,Next Step,Next Step Due,Opportunity Owner,Created Date,Last Stage Change Date",
      '006A,Acme renewal,Acme GmbH,https://www.acme.example/about,Ann@Acme.example,Negotiation/Review,"12,500.50",EUR,2026-09-30,Send the contract,2026-06-20,Ann Example,2026-01-05T08:00:00Z,2026-05-01T09:30:00Z',
    ].join("\n"),
  );
  expect(errors).toEqual([]);
  expect(deals).toEqual([
    {
      row: 2,
      externalId: "006A",
      name: "Acme renewal",
      company: "Acme GmbH",
      companyDomain: "acme.example",
      contactName: null,
      contactEmail: "ann@acme.example",
      location: null,
      stage: "negotiation",
      remoteStage: "Negotiation/Review",
      value: 1_250_050n,
      currency: "EUR",
      expectedCloseOn: "2026-09-30",
      nextStep: "Send the contract",
      nextStepDueOn: "2026-06-20",
      owner: "Ann Example",
      createdAt: new Date("2026-01-05T08:00:00Z"),
      stageEnteredAt: new Date("2026-05-01T09:30:00Z"),
      closedAt: null,
      closeReason: null,
    },
  ]);
});

test("a deal without a name is named by what the file has", async () => {
  const { deals } = await read(
    "opportunity_id,product,account,deal_stage\nX1,Pump,Acme,Won\nX2,Pump,,Lost\nX3,,,Prospecting\n",
  );
  expect(deals.map(({ name }) => name)).toEqual(["Acme – Pump", "Pump X2", "Deal X3"]);
});

test("without ids, namesakes stay apart and every import finds the same deals", async () => {
  const text = "name,company,value\nRenewal,Acme,1\nRenewal,Acme,2\nRenewal,Beta,3\n";
  const first = (await read(text)).deals.map(({ externalId }) => externalId);
  const second = (await read(text)).deals.map(({ externalId }) => externalId);
  expect(new Set(first).size).toBe(3);
  expect(second).toEqual(first);
});

test("the one close date of a CRM is the expected day or the day it closed", async () => {
  const { deals } = await read(
    [
      "id,name,stage,close date,created date",
      "1,Open,Proposal,2026-03-01,2026-01-01",
      "2,Won,Closed Won,2026-03-01,2026-01-01",
      "3,Won ahead,Closed Won,2026-12-31,2026-01-01",
      "4,Same day,Closed Lost,2026-03-01,2026-03-01 15:00",
      "5,Entered late,Closed Won,2026-03-01,2026-04-01",
    ].join("\n"),
  );
  expect(deals.map(({ closedAt }) => closedAt?.toISOString() ?? null)).toEqual([
    null,
    "2026-03-01T12:00:00.000Z",
    null,
    "2026-03-01T15:00:00.000Z",
    "2026-03-01T12:00:00.000Z",
  ]);
  expect(deals[0]?.expectedCloseOn).toBe("2026-03-01");
  expect(deals[4]?.createdAt).toEqual(deals[4]?.closedAt);
});

test("each row that cannot be imported says which column, which value and what to do", async () => {
  const { deals, errors } = await read(
    [
      "Id,Name,Stage,Amount,Currency,Close Date,Created Date,IsDeleted",
      "1,A,Stage 9,1,EUR,,,",
      "2,B,Won,twelve,EUR,,,",
      "3,C,Won,-5,EUR,,,",
      "4,D,Won,5,Gold,,,",
      "5,E,Won,$5,EUR,,,",
      "6,F,Won,5,EUR,2026-02-30,,",
      "7,G,Won,5,EUR,,2027-01-01,",
      ",H,Won,5,EUR,,,",
      "9,I,Won,5,EUR,,,true",
      `10,${"x".repeat(501)},Won,5,EUR,,,`,
      "11,K,Won,5,EUR,,,",
      "11,L,Won,5,EUR,,,",
      "12,M,Won,5",
    ].join("\n"),
  );
  expect(deals.map(({ name }) => name)).toEqual(["K"]);
  expect(errors.map(({ row, column, message }) => `${row} ${column}: ${message}`)).toEqual([
    `2 Stage: Stage "Stage 9" is not a known stage; map it to one of the pipeline's stages.`,
    '3 Amount: Amount "twelve" cannot be read as an amount; write it as 1234.50.',
    '4 Amount: Amount "-5" must not be negative.',
    '5 Currency: Currency "Gold" is not a currency; write a code such as USD.',
    '6 Amount: Amount "$5" is in USD, but the currency column says EUR.',
    '7 Close Date: Close Date "2026-02-30" is no day of the calendar; write dates as 2026-03-31.',
    '8 Created Date: Created Date "2027-01-01" lies in the future; correct the date.',
    "9 Id: Id is empty; a later import could not find this deal again.",
    '10 IsDeleted: IsDeleted "true" says that the deal was deleted at its source.',
    `11 Name: Name "${"x".repeat(40)}…" is 501 characters long; shorten it to 500.`,
    '13 Id: Id "11" is the id of row 12 too; only the first is imported.',
    "14 null: This row has 4 cells where the header has 8. A cell that contains the delimiter or a line break needs quotes around it.",
  ]);
});

test("small faults are settled and counted", async () => {
  const { deals, errors, notes } = await read(
    "id,name,stage,amount,email,website\n1,A,Won,33.335,not an address,n/a\n2,B,Won,10.00,NULL,-\n",
  );
  expect(errors).toEqual([]);
  expect(notes).toEqual({ rounded: 1, emailsLeftOut: 1 });
  expect(deals[0]).toMatchObject({ value: 3334n, contactEmail: null, companyDomain: null });
});

test("formulas stay text", async () => {
  const { deals } = await read('id,name,stage\n1,"=HYPERLINK(""http://x"")",Won\n');
  expect(deals[0]?.name).toBe('=HYPERLINK("http://x")');
});

test("a caller's stages are used", async () => {
  const { deals } = await read("id,name,stage\n1,A,Stage 9\n", {
    stages: { "stage 9": "proposal" },
  });
  expect(deals[0]).toMatchObject({ stage: "proposal", remoteStage: "Stage 9" });
});
