import { CHANGE_TYPES, type DealEventType, type Direction } from "#lib/deals/event-types.ts";
import type { RiskEvent, RiskEventValue } from "./types.ts";

/** An event as the database and the API carry it. */
export type StoredEvent = {
  type: DealEventType;
  direction: Direction | null;
  occurredAt: Date;
  recordedAt: Date;
  payload: unknown;
};

/** Flattens a stored event. A payload that does not have the expected fields counts as empty. */
export function toRiskEvent(event: StoredEvent): RiskEvent {
  const payload = isRecord(event.payload) ? event.payload : {};
  const isChange = (CHANGE_TYPES as readonly string[]).includes(event.type);
  return {
    type: event.type,
    direction: event.direction,
    occurredAt: event.occurredAt.getTime(),
    recordedAt: event.recordedAt.getTime(),
    startsAt: event.type === "meeting_scheduled" ? momentOf(payload.startsAt) : null,
    from: isChange ? fieldOf(payload.from) : null,
    to: isChange ? fieldOf(payload.to) : null,
  };
}

function momentOf(value: unknown): number | null {
  const moment = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? null : moment;
}

function fieldOf(value: unknown): RiskEventValue {
  if (typeof value === "string") return value;
  if (!isRecord(value)) return null;
  const fields: { [field: string]: string | null } = {};
  for (const [name, field] of Object.entries(value)) {
    fields[name] = typeof field === "string" ? field : null;
  }
  return fields;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
