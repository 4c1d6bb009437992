import type { PublicEventName } from "#lib/events/public-event.ts";

/** The events as pages name them, from what has to be acted on to what is good to know. */
export const EVENT_LABELS: Record<PublicEventName, string> = {
  "deal.at_risk": "Deal at risk",
  "deal.stage_changed": "Stage changed",
  "deal.closed_won": "Deal won",
  "deal.closed_lost": "Deal lost",
  "deal.created": "Deal created",
  "deal.updated": "Deal changed",
  "team.member_added": "Person joined",
  "team.member_removed": "Person left",
};

export type SlackEvent = PublicEventName;
export const SLACK_EVENTS = Object.keys(EVENT_LABELS) as SlackEvent[];

/** What a new channel listens to unless somebody chooses: the news that a sales team talks about. */
export const USUAL_EVENTS: readonly SlackEvent[] = [
  "deal.at_risk",
  "deal.stage_changed",
  "deal.closed_won",
  "deal.closed_lost",
];
