import type { Direction, TouchpointType } from "#lib/deals/event-types.ts";
import { momentOf } from "#lib/integrations/hubspot/map-deal.ts";
import type { HubSpotObject } from "#lib/integrations/hubspot/wire.ts";
import { plainText } from "#lib/integrations/plain-text.ts";
import type { RemoteTouch } from "#lib/integrations/remote-record.ts";

const MAX_NOTE = 10_000;

/** A kind of engagement: what is read of it, and what it means here. */
export type EngagementKind = {
  object: "calls" | "emails" | "meetings" | "notes";
  properties: readonly string[];
  /** Null for one that is no touchpoint (a draft, a cancelled meeting). */
  kindOf: (properties: HubSpotObject["properties"]) => {
    type: TouchpointType;
    direction: Direction | null;
  } | null;
  title: string;
  body: string;
};

const CANCELLED = new Set(["CANCELED", "CANCELLED", "RESCHEDULED", "NO_SHOW"]);
/** The ids of HubSpot's own call outcomes that reached nobody. */
const NOT_REACHED = new Set([
  "73a0d17f-1163-4015-bdd5-ec830791da20", // No answer
  "b2cf5968-551e-4856-9783-52b3da59a7d0", // Left voicemail
  "a4c4c377-d246-4b32-a13b-75a56a4cd0ff", // Left live message
  "9d9162e7-6cf3-4944-bf63-4dff82258764", // Busy
  "17b47fee-58de-441e-a44c-c6300d46f273", // Wrong number
]);

export const ENGAGEMENTS: readonly EngagementKind[] = [
  {
    object: "calls",
    properties: ["hs_call_direction", "hs_call_disposition", "hs_call_status"],
    title: "hs_call_title",
    body: "hs_call_body",
    kindOf: ({ hs_call_direction, hs_call_disposition }) => {
      if (NOT_REACHED.has(hs_call_disposition ?? "")) {
        return { type: "call", direction: "outbound" };
      }
      return { type: "call", direction: hs_call_direction === "INBOUND" ? "inbound" : "two_way" };
    },
  },
  {
    object: "emails",
    properties: ["hs_email_direction", "hs_email_status"],
    title: "hs_email_subject",
    body: "hs_email_text",
    kindOf: ({ hs_email_direction, hs_email_status }) => {
      if (hs_email_direction === "INCOMING_EMAIL") {
        return { type: "email_received", direction: "inbound" };
      }
      const isUnsent = ["DRAFT", "SCHEDULED", "FAILED", "BOUNCED"].includes(hs_email_status ?? "");
      return isUnsent ? null : { type: "email_sent", direction: "outbound" };
    },
  },
  {
    object: "meetings",
    properties: ["hs_meeting_start_time", "hs_meeting_end_time", "hs_meeting_outcome"],
    title: "hs_meeting_title",
    body: "hs_meeting_body",
    kindOf: ({ hs_meeting_outcome }) =>
      CANCELLED.has(hs_meeting_outcome ?? "")
        ? null
        : { type: "meeting_held", direction: "two_way" },
  },
  {
    object: "notes",
    properties: [],
    title: "",
    body: "hs_note_body",
    kindOf: () => ({ type: "note", direction: null }),
  },
];

/** An engagement as a touchpoint of each deal it belongs to. */
export function mapEngagement(
  kind: EngagementKind,
  object: HubSpotObject,
  dealIds: readonly string[],
  now: Date,
): RemoteTouch[] {
  const found = kind.kindOf(object.properties);
  const at = momentOf(object.properties.hs_timestamp ?? object.createdAt ?? null);
  if (!found || !at) return [];
  const startsAt = momentOf(object.properties.hs_meeting_start_time ?? null);
  const endsAt = momentOf(object.properties.hs_meeting_end_time ?? null);
  const isPlanned = kind.object === "meetings" && (endsAt ?? startsAt ?? at) > now;
  if (!isPlanned && (startsAt ?? at) > now) return [];
  const what = isPlanned
    ? `${(startsAt ?? at).toISOString()}`
    : kind.object === "meetings"
      ? "held"
      : "";
  return dealIds.map((dealExternalId) => ({
    externalId: [kind.object, object.id, what].filter(Boolean).join(":"),
    dealExternalId,
    type: isPlanned ? "meeting_scheduled" : found.type,
    direction: found.direction,
    occurredAt: isPlanned
      ? new Date(Math.min(Date.parse(object.createdAt ?? "") || now.getTime(), now.getTime()))
      : (startsAt ?? at),
    note: noteOf(object.properties[kind.title], object.properties[kind.body]),
    startsAt,
    endsAt,
  }));
}

function noteOf(title: string | null | undefined, body: string | null | undefined): string | null {
  // HubSpot keeps bodies as HTML.
  return [title, plainText(body ?? "")].filter(Boolean).join("\n").slice(0, MAX_NOTE) || null;
}
