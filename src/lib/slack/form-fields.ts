import { SLACK_EVENTS, type SlackEvent } from "#lib/slack/event-labels.ts";

/** How a form names the box of an event: it has room for one value under a name. */
export function eventField(event: SlackEvent): string {
  return `event:${event}`;
}

/** What was ticked, from the fields as they were sent. */
export function tickedEvents(fields: Readonly<Record<string, unknown>>): SlackEvent[] {
  return SLACK_EVENTS.filter((event) => fields[eventField(event)] === "on");
}
