import { expect, test } from "vitest";
import { meaningOf } from "./activity-types.ts";
import type { ImportedActivity } from "./map-activity.ts";
import type { ImportedStageEntry } from "./map-stage-history.ts";
import { planImport } from "./plan-import.ts";
import { readActivities, readStageHistory } from "./read-batches.ts";
import type { RowError } from "./schema.ts";

const NOW = new Date("2026-06-15T10:00:00Z");
const DEFAULTS = { currency: "USD", timeZone: "UTC" };

async function read(text: string) {
  const open = () => [Buffer.from(text)];
  const plan = await planImport(open, { kind: "activities" }, DEFAULTS);
  const activities: ImportedActivity[] = [];
  const errors: RowError[] = [];
  for await (const batch of readActivities(open, plan, { now: NOW })) {
    activities.push(...batch.rows);
    errors.push(...batch.errors);
  }
  return { activities, errors };
}

test.each([
  ["call_after_offer", "outbound", "call", "outbound"],
  ["call_missing_documents", "outbound", "call", "outbound"],
  ["Call", "Inbound", "call", "inbound"],
  ["CALL", "", "call", "two_way"],
  ["offer_sent", "outbound", "proposal_sent", "outbound"],
  ["offer_returned_by_customer", "inbound", "email_received", "inbound"],
  ["offer_created", "internal", "note", null],
  ["review_documents", "internal", "note", null],
  ["fraud_check", "internal", "note", null],
  ["lead_followup", "outbound", "other", "outbound"],
  ["EMAIL", "", "email_sent", "outbound"],
  ["INCOMING_EMAIL", "", "email_received", "inbound"],
  ["Email", "INCOMING_EMAIL", "email_received", "inbound"],
  ["MEETING", "", "meeting_held", "two_way"],
  ["Lunch", "", "meeting_held", "two_way"],
  ["meeting_scheduled", "", "meeting_scheduled", "two_way"],
  ["NOTE", "", "note", null],
  ["Task", "", "note", null],
  ["competitor_mentioned", "", "competitor_mentioned", null],
  ["Anruf", "ausgehend", "call", "outbound"],
  ["Réunion", "", "meeting_held", "two_way"],
  ["Gift basket", "outbound", "other", "outbound"],
  ["", "", "other", null],
])("an activity %s %s counts as %s %s", (type, direction, expectedType, expectedDirection) => {
  expect(meaningOf(type, direction)).toMatchObject({
    type: expectedType,
    direction: expectedDirection,
  });
});

test("a row of an activity log becomes a touchpoint and keeps its own type", async () => {
  const { activities, errors } = await read(
    "activity_id,deal_id,type,direction,actor_id,started_at,duration_seconds\n7-1,7,call_after_offer,outbound,112,2026-05-01T09:00:00Z,507\n",
  );
  expect(errors).toEqual([]);
  expect(activities).toEqual([
    {
      row: 2,
      externalId: "7-1",
      dealExternalId: "7",
      type: "call",
      direction: "outbound",
      occurredAt: new Date("2026-05-01T09:00:00Z"),
      payload: { sourceType: "call_after_offer", durationSeconds: 507 },
      actor: "112",
    },
  ]);
});

test("meetings ahead are planned, past ones held, those called off notes", async () => {
  const { activities, errors } = await read(
    [
      "Id,WhatId,Type,Subject,StartDateTime,EndDateTime,CreatedDate,Status",
      "1,D,Meeting,Kick-off,2026-07-01T09:00:00Z,2026-07-01T10:00:00Z,2026-06-01T08:00:00Z,",
      "2,D,Meeting,Demo,2026-06-01T09:00:00Z,2026-06-01T10:00:00Z,2026-05-01T08:00:00Z,",
      "3,D,Meeting,Demo,2026-06-01T09:00:00Z,,2026-05-01T08:00:00Z,CANCELED",
    ].join("\n"),
  );
  expect(errors).toEqual([]);
  expect(
    activities.map(({ type, occurredAt, payload }) => [
      type,
      occurredAt.toISOString(),
      payload.startsAt,
    ]),
  ).toEqual([
    ["meeting_scheduled", "2026-06-01T08:00:00.000Z", "2026-07-01T09:00:00.000Z"],
    ["meeting_held", "2026-06-01T09:00:00.000Z", undefined],
    ["note", "2026-06-01T09:00:00.000Z", undefined],
  ]);
  expect(activities[0]?.externalId).toBe("1-planned");
});

test("what has not happened yet is no touchpoint", async () => {
  const { activities, errors } = await read(
    [
      "Id,WhatId,Type,ActivityDate,Status",
      "1,D,Call,2026-06-01,Not Started",
      "2,D,Call,2026-09-01,",
      "3,,Call,2026-06-01,",
      "4,D,Call,,",
      "5,D,Call,2026-06-01,Completed",
      "5,D,Call,2026-06-01,Completed",
    ].join("\n"),
  );
  expect(activities.map(({ externalId }) => externalId)).toEqual(["5"]);
  expect(errors.map(({ row, column }) => [row, column])).toEqual([
    [2, "Status"],
    [3, "ActivityDate"],
    [4, "WhatId"],
    [5, "ActivityDate"],
    [7, "Id"],
  ]);
});

test("activities without ids get the same ones in every import", async () => {
  const text =
    "deal id,type,date,notes\n1,Call,2026-05-01,Hello\n1,Call,2026-05-02,Hello\n2,Call,2026-05-01,Hello\n";
  const first = (await read(text)).activities.map(({ externalId }) => externalId);
  const second = (await read(text)).activities.map(({ externalId }) => externalId);
  expect(new Set(first).size).toBe(3);
  expect(second).toEqual(first);
});

test("a row of stage history says when a deal entered a stage", async () => {
  const open = () => [
    Buffer.from(
      "deal_id,stage,entered_at\n7,Proposal sent,2026-05-01T09:00:00Z\n7,Stage 9,2026-05-02\n7,Closed won,2027-05-02\n,Won,2026-05-02\n",
    ),
  ];
  const plan = await planImport(open, {}, DEFAULTS);
  const entries: ImportedStageEntry[] = [];
  const errors: RowError[] = [];
  for await (const batch of readStageHistory(open, plan, { now: NOW })) {
    entries.push(...batch.rows);
    errors.push(...batch.errors);
  }
  expect(plan.kind).toBe("stage_history");
  expect(entries).toEqual([
    {
      row: 2,
      dealExternalId: "7",
      stage: "proposal",
      remoteStage: "Proposal sent",
      enteredAt: new Date("2026-05-01T09:00:00Z"),
    },
  ]);
  expect(errors.map(({ row, column }) => [row, column])).toEqual([
    [3, "stage"],
    [4, "entered_at"],
    [5, "deal_id"],
  ]);
});
