import { createHash } from "node:crypto";
import type { Direction, TouchpointPayload, TouchpointType } from "#lib/deals/event-types.ts";
import { meaningOf } from "./activity-types.ts";
import { nameKey } from "./name-key.ts";
import {
  problem,
  type Row,
  rawCell,
  readFlag,
  readMoment,
  readPast,
  readText,
  requireText,
} from "./read-cell.ts";

/** A touchpoint as the file tells it. */
export type ImportedActivity = {
  row: number;
  /** Of the file, or made from what the row says; unique within its deal. */
  externalId: string;
  /** The deal's id in the tool that the file comes from. */
  dealExternalId: string;
  type: TouchpointType;
  direction: Direction | null;
  occurredAt: Date;
  payload: TouchpointPayload & { sourceType?: string; durationSeconds?: number };
  /** Name, e-mail or id of who did it, as in the file. */
  actor: string | null;
};

const CALLED_OFF =
  /\b(?:cancell?ed|no show|declined|rescheduled|abgesagt|annule|cancelado|geannuleerd)\b/;
const NOT_DONE =
  /^(?:not started|deferred|waiting on someone else|waiting|planned|scheduled|open|to do|todo|in progress|pending|no|false|0|offen|failed|bounced)$/;

/**
 * Reads a touchpoint from a row. Meetings ahead become planned ones, meetings called off notes.
 * Anything else must have happened: planned tasks and dates in the future are problems.
 */
export function createActivityMapper(): (row: Row) => ImportedActivity {
  const seen = new Map<string, number>();
  return (row) => {
    if (readFlag(row, "isDeleted") === true) {
      throw problem(row, "isDeleted", "says that the activity was deleted at its source");
    }
    const dealExternalId = requireText(row, "dealId", "an activity belongs to a deal");
    const activity = readActivity(row);
    const externalId = idOf(row, dealExternalId, activity);
    const key = `${dealExternalId}\n${externalId}`;
    const first = seen.get(key);
    if (first !== undefined) {
      const what = `is the same activity as row ${first}; only the first is imported`;
      throw problem(row, row.plan.mapping.fields.externalId ? "externalId" : "occurredAt", what);
    }
    seen.set(key, row.number);
    return {
      row: row.number,
      externalId,
      dealExternalId,
      ...activity,
      actor: readText(row, "actor"),
    };
  };
}

type Activity = Pick<ImportedActivity, "type" | "direction" | "occurredAt" | "payload">;

function readActivity(row: Row): Activity {
  const type = readText(row, "type");
  const subject = readText(row, "subject");
  const status = nameKey(rawCell(row, "status"));
  const meaning = meaningOf(type ?? subject ?? "", rawCell(row, "direction"));
  const payload = payloadOf(row, type, subject);
  if (meaning.isMeeting) return readMeeting(row, meaning.direction, status, payload);
  if (NOT_DONE.test(status)) {
    throw problem(row, "status", "says that this has not happened; import it once it has");
  }
  const occurredAt = readPast(row, "occurredAt");
  if (occurredAt === null) throw problem(row, "occurredAt", "is empty; say when it happened");
  return { type: meaning.type, direction: meaning.direction, occurredAt, payload };
}

function readMeeting(
  row: Row,
  direction: Direction | null,
  status: string,
  payload: ImportedActivity["payload"],
): Activity {
  const startsAt = readMoment(row, "occurredAt");
  if (startsAt === null)
    throw problem(row, "occurredAt", "is empty; say when the meeting takes place");
  const isAhead = startsAt > row.now;
  const arrangedAt = isAhead ? (readPast(row, "createdAt") ?? row.now) : startsAt;
  if (CALLED_OFF.test(status)) {
    return { type: "note", direction: null, occurredAt: arrangedAt, payload };
  }
  if (!isAhead) return { type: "meeting_held", direction, occurredAt: startsAt, payload };
  const endsAt = readMoment(row, "endsAt");
  return {
    type: "meeting_scheduled",
    direction,
    occurredAt: arrangedAt,
    payload: {
      ...payload,
      startsAt: startsAt.toISOString(),
      ...(endsAt && endsAt >= startsAt ? { endsAt: endsAt.toISOString() } : {}),
    },
  };
}

function payloadOf(
  row: Row,
  type: string | null,
  subject: string | null,
): ImportedActivity["payload"] {
  const note = [subject, readText(row, "note")].filter((text) => text !== null).join("\n");
  const seconds = Number(rawCell(row, "durationSeconds") || Number.NaN);
  return {
    ...(note ? { note } : {}),
    ...(type ? { sourceType: type } : {}),
    ...(seconds >= 0 && Number.isFinite(seconds) ? { durationSeconds: seconds } : {}),
  };
}

/** A planned meeting and the same one held are two events, so they need two ids. */
function idOf(row: Row, dealExternalId: string, { type, occurredAt, payload }: Activity): string {
  const suffix = type === "meeting_scheduled" ? "-planned" : "";
  const id = readText(row, "externalId");
  if (id !== null) return `${id}${suffix}`;
  const when = payload.startsAt ?? occurredAt.toISOString();
  const parts = [dealExternalId, payload.sourceType ?? type, when, payload.note ?? ""];
  const digest = createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 24);
  return `row-${digest}${suffix}`;
}
