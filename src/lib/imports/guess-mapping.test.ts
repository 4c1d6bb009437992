import { expect, test } from "vitest";
import { AppError } from "#lib/platform/errors.ts";
import type { ImportField, ImportKind } from "./fields.ts";
import { detectKind, guessMapping, requireFields } from "./guess-mapping.ts";
import { ACTIVITY_NAMES, DEAL_NAMES, STAGE_HISTORY_NAMES } from "./header-names.ts";
import { nameKey } from "./name-key.ts";

function mapped(
  header: string[],
  kind: ImportKind = "deals",
): Partial<Record<ImportField, string>> {
  const { fields } = guessMapping(header, kind);
  return Object.fromEntries(
    Object.entries(fields).map(([field, { column }]) => [field, header[column]]),
  );
}

test("Salesforce by API names", () => {
  const header =
    "Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,CloseDate,NextStep,IsClosed,IsWon,OwnerId,CreatedDate,LastStageChangeDate,Account.Name,CurrencyIsoCode";
  expect(mapped(header.split(","))).toEqual({
    externalId: "Id",
    isDeleted: "IsDeleted",
    name: "Name",
    company: "Account.Name",
    stage: "StageName",
    value: "Amount",
    probability: "Probability",
    expectedCloseOn: "CloseDate",
    nextStep: "NextStep",
    isClosed: "IsClosed",
    isWon: "IsWon",
    owner: "OwnerId",
    createdAt: "CreatedDate",
    stageEnteredAt: "LastStageChangeDate",
    currency: "CurrencyIsoCode",
  });
});

test("Salesforce by report labels", () => {
  const header = [
    "Opportunity Name",
    "Account Name",
    "Stage",
    "Amount Currency",
    "Amount",
    "Probability (%)",
    "Close Date",
    "Created Date",
    "Next Step",
    "Opportunity Owner",
    "Opportunity ID",
    "Lead Source",
  ];
  const result = guessMapping(header, "deals");
  expect(result.unmapped).toEqual([11]);
  expect(mapped(header)).toMatchObject({
    externalId: "Opportunity ID",
    probability: "Probability (%)",
    currency: "Amount Currency",
    owner: "Opportunity Owner",
  });
});

test("HubSpot by labels and by property names", () => {
  expect(
    mapped([
      "Record ID",
      "Deal Name",
      "Deal Stage",
      "Close Date",
      "Deal owner",
      "Amount",
      "Create Date",
    ]),
  ).toEqual({
    externalId: "Record ID",
    name: "Deal Name",
    stage: "Deal Stage",
    expectedCloseOn: "Close Date",
    owner: "Deal owner",
    value: "Amount",
    createdAt: "Create Date",
  });
  expect(
    mapped([
      "deal_id",
      "owner_id",
      "property_dealname",
      "property_amount",
      "property_closedate",
      "property_dealstage",
    ]),
  ).toEqual({
    externalId: "deal_id",
    owner: "owner_id",
    name: "property_dealname",
    value: "property_amount",
    expectedCloseOn: "property_closedate",
    stage: "property_dealstage",
  });
});

test("Pipedrive", () => {
  expect(
    mapped([
      "Deal - ID",
      "Deal - Title",
      "Deal - Value",
      "Deal - Currency of Value",
      "Deal - Stage",
      "Deal - Status",
      "Deal - Organization",
      "Deal - Contact person",
      "Deal - Expected close date",
      "Deal - Owner",
      "Deal - Won time",
      "Deal - Lost reason",
      "Deal - Deal created",
    ]),
  ).toEqual({
    externalId: "Deal - ID",
    name: "Deal - Title",
    value: "Deal - Value",
    currency: "Deal - Currency of Value",
    stage: "Deal - Stage",
    status: "Deal - Status",
    company: "Deal - Organization",
    contactName: "Deal - Contact person",
    expectedCloseOn: "Deal - Expected close date",
    owner: "Deal - Owner",
    closedAt: "Deal - Won time",
    closeReason: "Deal - Lost reason",
    createdAt: "Deal - Deal created",
  });
});

test("sample data without a name for its deals", () => {
  const maven =
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value";
  expect(guessMapping(maven.split(","), "deals")).toMatchObject({
    nameFrom: "company_product",
    unmapped: [],
    fields: {
      externalId: { column: 0 },
      owner: { column: 1 },
      company: { column: 3 },
      createdAt: { column: 5 },
      expectedCloseOn: { column: 6 },
      value: { column: 7 },
    },
  });
  const log =
    "deal_id,lead_created_at,deal_created_at,amount_eur,owner_id,stage,stage_entered_at,status,closed_at,close_reason";
  expect(guessMapping(log.split(","), "deals")).toMatchObject({
    nameFrom: "id",
    headerCurrency: "EUR",
    unmapped: [1],
    fields: { createdAt: { column: 2 }, value: { column: 3 }, stageEnteredAt: { column: 6 } },
  });
});

test.each([
  [
    "German",
    [
      "Opportunity-Name",
      "Firma",
      "Betrag (€)",
      "Währung",
      "Phase",
      "Schlusstermin",
      "Nächster Schritt",
      "Inhaber",
    ],
  ],
  [
    "French",
    [
      "Nom de l'opportunité",
      "Société",
      "Montant",
      "Devise",
      "Étape",
      "Date de clôture",
      "Prochaine étape",
      "Propriétaire",
    ],
  ],
  [
    "Spanish",
    [
      "Nombre de la oportunidad",
      "Empresa",
      "Importe",
      "Moneda",
      "Etapa",
      "Fecha de cierre",
      "Próximo paso",
      "Propietario",
    ],
  ],
  [
    "Dutch",
    [
      "Naam",
      "Bedrijf",
      "Waarde",
      "Valuta",
      "Fase",
      "Verwachte sluitingsdatum",
      "Volgende stap",
      "Eigenaar",
    ],
  ],
])("plain tables in %s", (_, header) => {
  expect(Object.keys(mapped(header)).sort()).toEqual(
    [
      "company",
      "currency",
      "expectedCloseOn",
      "name",
      "nextStep",
      "owner",
      "stage",
      "value",
    ].sort(),
  );
});

test("the caller's choice comes first, and can take a column away", () => {
  const header = ["Name", "Amount", "Budget", "Stage"];
  const result = guessMapping(header, "deals", { value: 2, stage: null });
  expect(result.fields.value).toEqual({ column: 2, confidence: "chosen" });
  expect(result.fields.stage).toBeUndefined();
  expect(result.unmapped).toEqual([1, 3]);
  expect(() => guessMapping(header, "deals", { value: 4 })).toThrow(AppError);
});

test("a duplicate header and a blank one are told apart by their place", () => {
  const result = guessMapping(["Name", "", "Amount", "Amount"], "deals");
  expect(result.fields.value?.column).toBe(2);
  expect(result.unmapped).toEqual([1, 3]);
});

test.each([
  ["deals", "deal_id,deal_created_at,amount_eur,stage,stage_entered_at,status"],
  ["deals", "Id,Name,StageName,Amount"],
  ["deals", "Opportunity ID,Opportunity Name,Type,Due Date,Amount"],
  ["deals", "name,value"],
  ["activities", "activity_id,deal_id,type,direction,actor_id,started_at,duration_seconds"],
  ["activities", "Id,WhatId,OwnerId,Subject,ActivityDate,TaskSubtype,Status,CreatedDate"],
  ["activities", "engagement_id,deal_id,engagement_type,hs_timestamp"],
  ["stage_history", "deal_id,stage,entered_at"],
  ["stage_history", "Id,OpportunityId,CreatedDate,StageName,Amount,CloseDate,Probability"],
  ["stage_history", "_fivetran_start,deal_id,date_entered,source,value"],
])("a file of %s is known by its header: %s", (kind, header) => {
  expect(detectKind(header.split(","))).toBe(kind);
});

test("a file that lacks what its kind needs is refused by name", () => {
  expect(() => requireFields(guessMapping(["deal_id", "type"], "activities"))).toThrow('"When"');
  expect(() => requireFields(guessMapping(["color"], "deals"))).toThrow('"Name" or "Company"');
});

test("every known name is spelled the way headers are compared", () => {
  for (const names of [DEAL_NAMES, ACTIVITY_NAMES, STAGE_HISTORY_NAMES]) {
    for (const name of Object.values(names).flat()) expect(nameKey(name)).toBe(name);
  }
});
