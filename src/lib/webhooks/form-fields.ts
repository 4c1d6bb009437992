import { PUBLIC_EVENTS, type PublicEventName } from "#lib/events/public-event.ts";

/** What can be ticked. Apart from the schemas, which a form in the browser does not need. */
export const WEBHOOK_EVENTS = PUBLIC_EVENTS;
export type WebhookEventName = PublicEventName;

/** How a form names the box of an event: it has room for one value under a name. */
export function eventField(event: WebhookEventName): string {
  return `event:${event}`;
}

/** What was ticked, from the fields as they were sent. */
export function tickedEvents(fields: Readonly<Record<string, unknown>>): WebhookEventName[] {
  return WEBHOOK_EVENTS.filter((event) => fields[eventField(event)] === "on");
}
