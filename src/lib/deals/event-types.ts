import type { Stage } from "#lib/deals/stages.ts";

/** What a person, a provider or a file can report about contact with the buyer. */
export const TOUCHPOINT_TYPES = [
  "email_sent",
  "email_received",
  "call",
  "meeting_scheduled",
  "meeting_held",
  "note",
  "proposal_sent",
  "competitor_mentioned",
  "other",
] as const;
export type TouchpointType = (typeof TOUCHPOINT_TYPES)[number];

/** What happened to the deal's own record. With these every past state can be rebuilt. */
export const CHANGE_TYPES = [
  "deal_created",
  "stage_changed",
  "value_changed",
  "close_date_changed",
  "next_step_changed",
  "owner_changed",
  "assignee_changed",
] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

export const EVENT_TYPES = [...TOUCHPOINT_TYPES, ...CHANGE_TYPES] as const;
export type DealEventType = (typeof EVENT_TYPES)[number];

/** Where a deal comes from when nobody entered it here. */
export const DEAL_SOURCES = ["salesforce", "hubspot", "csv"] as const;
export type DealSource = (typeof DEAL_SOURCES)[number];

/** Who acted: inbound = the buyer, outbound = the seller, two_way = both (a call, a meeting held). */
export const DIRECTIONS = ["inbound", "outbound", "two_way"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A value in minor units, as decimal text: BigInt does not survive JSON. */
export type MoneyPayload = { minor: string; currency: string };
export type NextStepPayload = { text: string | null; dueOn: string | null };

/**
 * Set on a change that was written down long after the record had been through it (imported stage
 * history): it says when things happened, but the record was not changed by it when it was recorded.
 */
type Backfilled = { backfilled?: true };

/** Payload of each change event. Dates without time are `YYYY-MM-DD`. */
export type ChangePayload = {
  deal_created: {
    stage: Stage;
    value: MoneyPayload;
    expectedCloseOn: string | null;
    nextStep: NextStepPayload;
    /** ISO 8601; set when the deal entered that stage later than it was created. */
    stageEnteredAt?: string;
    /** What the record said `until` a history was imported that reaches further back. */
    from?: { createdAt: string; until: string };
    /** Set when nobody knows in which stage the deal began (imported without its history). */
    assumed?: true;
  };
  /** `reason`: why the deal was closed, in the words of the file or provider. */
  stage_changed: { from: Stage; to: Stage; assumed?: true; reason?: string } & Backfilled;
  value_changed: { from: MoneyPayload; to: MoneyPayload };
  close_date_changed: { from: string | null; to: string | null } & Backfilled;
  next_step_changed: { from: NextStepPayload; to: NextStepPayload } & Backfilled;
  owner_changed: { from: string | null; to: string | null };
  assignee_changed: { from: string | null; to: string | null };
};

/** Payload of a touchpoint: free text, and for a meeting the moment it is planned for. */
export type TouchpointPayload = {
  note?: string;
  startsAt?: string;
  endsAt?: string;
  /** The start that no longer holds: on `meeting_scheduled` it was moved, on `other` cancelled. */
  from?: string;
};

/** The direction a touchpoint has when its reporter gives none. */
export const DEFAULT_DIRECTION: Record<TouchpointType, Direction | null> = {
  email_sent: "outbound",
  email_received: "inbound",
  call: "two_way",
  meeting_scheduled: "two_way",
  meeting_held: "two_way",
  note: null,
  proposal_sent: "outbound",
  competitor_mentioned: null,
  other: null,
};

export function isTouchpointType(type: string): type is TouchpointType {
  return (TOUCHPOINT_TYPES as readonly string[]).includes(type);
}
