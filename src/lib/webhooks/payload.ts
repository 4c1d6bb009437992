import type { DealDto } from "#lib/deals/schema.ts";
import type { Stage } from "#lib/deals/stages.ts";
import type { DomainEvent, FieldChanges } from "#lib/events/domain-event.ts";
import type { PublicEventName } from "#lib/events/public-event.ts";
import type { Payload, PayloadData } from "#lib/webhooks/payload-schema.ts";

/** What the events of a transaction are about, loaded once for all of them. */
export type Subjects = {
  deals: ReadonlyMap<string, DealDto>;
  people: ReadonlyMap<string, { name: string; email: string }>;
  teams: ReadonlyMap<string, { name: string }>;
};

type Actor = { id: string; name: string } | null;

/** For people whose account is gone by the time the event is written. */
const NOBODY = { name: "Deleted account", email: "" };

/** The `data` of a public event, or null when what it is about is no longer there. */
export function payloadData(
  name: PublicEventName,
  cause: DomainEvent,
  subjects: Subjects,
  actor: Actor,
): PayloadData[PublicEventName] | null {
  if (cause.name === "team.member_added" || cause.name === "team.member_removed") {
    const { workspaceId: teamId, userId, role } = cause;
    const member = {
      id: userId,
      ...(subjects.people.get(userId) ?? NOBODY),
      role,
      teamId,
      teamName: subjects.teams.get(teamId)?.name ?? "",
      actor,
    };
    return cause.name === "team.member_added" ? member : { ...member, hasLeft: cause.hasLeft };
  }
  const deal = cause.dealId === null ? undefined : subjects.deals.get(cause.dealId);
  if (!deal) return null;
  if (cause.name === "deal.band_changed") {
    const { from: oldBand, to: newBand, score, reasons } = cause;
    return { ...deal, actor, oldBand, newBand, score, reasons };
  }
  const fields: FieldChanges = "fields" in cause ? (cause.fields as FieldChanges) : {};
  if (name === "deal.updated") return { ...deal, actor, changes: fields };
  if (!fields.stage) return { ...deal, actor };
  const { from, to } = fields.stage as { from: Stage; to: Stage };
  return { ...deal, actor, oldStage: from, newStage: to };
}

/**
 * The text of an event: made once, and sent and signed as it is on every attempt. `JSON.stringify` of
 * what it parses to gives the same text again, so receivers may check a signature over either.
 */
export function payloadText(id: string, event: string, at: Date, data: unknown): string {
  const payload: Payload = { id, event, type: event, timestamp: at.toISOString(), data };
  return JSON.stringify(payload);
}
