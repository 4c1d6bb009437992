import { z } from "zod";
import type { Cursor, RemotePage, Session } from "#lib/integrations/provider.ts";
import type { RemoteTouch } from "#lib/integrations/remote-record.ts";
import { salesforceClient } from "#lib/integrations/salesforce/client.ts";
import type { SalesforceCredentials } from "#lib/integrations/salesforce/credentials.ts";
import { mapEvent, mapTask } from "#lib/integrations/salesforce/map-activity.ts";
import type { KnownStages } from "#lib/integrations/salesforce/map-opportunity.ts";
import { createOrgReader, type OrgReader } from "#lib/integrations/salesforce/org-reader.ts";
import { PAGE_SIZE, readOpportunities } from "#lib/integrations/salesforce/read-opportunities.ts";
import { readStages } from "#lib/integrations/salesforce/read-stages.ts";
import { after, instant, type Place } from "#lib/integrations/salesforce/soql.ts";
import { eventSchema, taskSchema } from "#lib/integrations/salesforce/wire.ts";

/** A change may be written with an earlier stamp than one that was read already. */
const OVERLAP_MS = 5 * 60_000;
const BEGINNING = "1970-01-01T00:00:00.000Z";

const ACTIVITY_FIELDS = [
  ...["Id", "IsDeleted", "WhatId", "Subject", "Description", "CreatedDate", "SystemModstamp"],
];
const TASK = {
  object: "Task",
  fields: [...ACTIVITY_FIELDS, "IsClosed", "ActivityDate"],
  optional: ["TaskSubtype", "CallType", "CallDisposition", "CompletedDateTime"],
};
const EVENT = {
  object: "Event",
  fields: [...ACTIVITY_FIELDS, "StartDateTime", "EndDateTime"],
  optional: [],
};
const ON_DEALS = "What.Type = 'Opportunity'";
const BY_CHANGE = `ORDER BY SystemModstamp, Id LIMIT ${PAGE_SIZE}`;

type Records = Pick<RemotePage, "deals" | "touches" | "gone" | "problems">;
type Pass = {
  key: string;
  read: (at: { place: Place; now: Date; stages: KnownStages; reader: OrgReader }) => Promise<{
    records: Records;
    /** Rows of the page, readable or not. */
    count: number;
    last: Place | null;
  }>;
};

const touchesOnly = (touches: (RemoteTouch | null)[], problems: Records["problems"]): Records => ({
  deals: [],
  gone: [],
  touches: touches.filter((touch) => touch !== null),
  problems,
});

/**
 * What is read, one after the other: opportunities, tasks and events, each by its own time of change,
 * and then the events that have ended since, which changes nothing about their records.
 */
const PASSES: readonly Pass[] = [
  {
    key: "deals",
    read: async ({ place, reader, stages }) => {
      const { deals, gone, problems, next } = await readOpportunities(reader, place, stages);
      const count = deals.length + gone.length + problems.length;
      return { records: { deals, gone, problems, touches: [] }, count, last: next };
    },
  },
  {
    key: "tasks",
    read: async ({ place, reader, now }) => {
      const where = `WHERE ${ON_DEALS} AND ${after("SystemModstamp", place)} ${BY_CHANGE}`;
      const { rows, problems, last } = await reader.optionalPage(TASK, where, taskSchema);
      const touches = rows.map((task) => mapTask(task, now));
      return { records: touchesOnly(touches, problems), count: rows.length, last };
    },
  },
  {
    key: "events",
    read: async ({ place, reader, now }) => {
      const where = `WHERE ${ON_DEALS} AND ${after("SystemModstamp", place)} ${BY_CHANGE}`;
      const { rows, problems, last } = await reader.optionalPage(EVENT, where, eventSchema);
      const touches = rows.map((event) => mapEvent(event, now));
      return { records: touchesOnly(touches, problems), count: rows.length, last };
    },
  },
  {
    key: "held",
    read: async ({ place, reader, now }) => {
      const since = `${after("EndDateTime", place)} AND EndDateTime <= ${instant(now)}`;
      const { rows, problems, last } = await reader.optionalPage(
        { ...EVENT, stamp: "EndDateTime" },
        `WHERE ${ON_DEALS} AND ${since} ORDER BY EndDateTime, Id LIMIT ${PAGE_SIZE}`,
        eventSchema,
      );
      const touches = rows.map((event) => mapEvent(event, now));
      return { records: touchesOnly(touches, problems), count: rows.length, last };
    },
  },
];

/** The pass in hand, and the place reached in each. */
type State = { pass: number; places: Record<string, Place> };

/** A run can end after any page: the cursor of each says where the next one goes on. */
export async function* readPages(
  session: Session<SalesforceCredentials>,
  cursor: Cursor | null,
  perSecond: number,
): AsyncGenerator<RemotePage> {
  const reader = createOrgReader(await salesforceClient(session, perSecond));
  const stages = new Map(
    (await readStages(reader)).map((stage) => [stage.id.toLowerCase(), stage]),
  );
  const now = new Date(session.pace.clock());
  const state = readCursor(cursor, now);
  while (state.pass < PASSES.length) {
    const pass = PASSES[state.pass];
    if (!pass) return;
    const place = state.places[pass.key] ?? { stamp: BEGINNING, id: "" };
    const { records, count, last } = await pass.read({ place, now, stages, reader });
    if (last) state.places[pass.key] = last;
    if (count < PAGE_SIZE) state.pass += 1;
    const isLast = state.pass === PASSES.length;
    yield { ...records, cursor: writeCursor(isLast ? { ...state, pass: 0 } : state), isLast };
  }
}

const placeSchema = z.object({
  stamp: z.iso.datetime({ offset: true }).or(z.string()),
  id: z.string(),
});
const stateSchema = z.object({
  pass: z.number().int().min(0).max(PASSES.length),
  places: z.record(z.string(), placeSchema),
});

/** A run that begins anew looks back a little; one that goes on in the middle does not. */
function readCursor(cursor: Cursor | null, now: Date): State {
  const parsed = stateSchema.safeParse(cursor?.state ? JSON.parse(String(cursor.state)) : null);
  // A new account's ended events come with the pass before: only later ones have to be looked for.
  if (!parsed.success) {
    return { pass: 0, places: { held: { stamp: now.toISOString(), id: "" } } };
  }
  const { pass, places } = parsed.data;
  if (pass > 0) return { pass, places };
  const back = Object.entries(places).map(([key, { stamp }]) => {
    const moment = Date.parse(stamp.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
    const earlier = Math.max(0, (Number.isNaN(moment) ? 0 : moment) - OVERLAP_MS);
    return [key, { stamp: new Date(earlier).toISOString(), id: "" }] as const;
  });
  return { pass, places: Object.fromEntries(back) };
}

function writeCursor(state: State): Cursor {
  return { state: JSON.stringify(state) };
}
