import type { DomainEvent } from "#lib/events/domain-event.ts";
import { isWorse } from "#lib/risk/bands.ts";

/** What the world outside can subscribe to: webhooks and Slack. */
export const PUBLIC_EVENTS = [
  "deal.created",
  "deal.updated",
  "deal.stage_changed",
  "deal.at_risk",
  "deal.closed_won",
  "deal.closed_lost",
  "team.member_added",
  "team.member_removed",
] as const;
export type PublicEventName = (typeof PUBLIC_EVENTS)[number];

/** A public event with the domain event behind it; the consumer adds what its readers want to know. */
export type PublicEvent = { name: PublicEventName; cause: DomainEvent };

/**
 * The public events that a domain event amounts to, in the order in which they are told. A stage that
 * was changed is also an update, and one that closed the deal a third: whoever subscribes to one of
 * them alone misses nothing. Imported history is past, and told to nobody.
 */
export function toPublicEvents(event: DomainEvent): PublicEvent[] {
  return namesOf(event).map((name) => ({ name, cause: event }));
}

function namesOf(event: DomainEvent): PublicEventName[] {
  switch (event.name) {
    case "deal.created":
      return ["deal.created"];
    case "deal.imported":
      return event.outcome === "created" ? ["deal.created"] : ["deal.updated", ...ofStage(event)];
    case "deal.updated":
      return ["deal.updated", ...ofStage(event)];
    case "deal.band_changed":
      return isWorse(event.from, event.to) ? ["deal.at_risk"] : [];
    case "team.member_added":
    case "team.member_removed":
      return [event.name];
    default:
      return [];
  }
}

function ofStage({ fields }: { fields: { stage?: { to: unknown } } }): PublicEventName[] {
  if (!fields.stage) return [];
  const { to } = fields.stage;
  if (to === "closed_won") return ["deal.stage_changed", "deal.closed_won"];
  if (to === "closed_lost") return ["deal.stage_changed", "deal.closed_lost"];
  return ["deal.stage_changed"];
}
