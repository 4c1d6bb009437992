import type { GoogleEvent } from "#lib/integrations/google-calendar/wire.ts";
import { plainText } from "#lib/integrations/plain-text.ts";

/** Somebody invited, as stored with the meeting. */
export type Attendee = {
  email: string;
  name: string | null;
  response: string | null;
  isSelf: boolean;
  isOrganizer: boolean;
};

export type RemoteMeeting = {
  externalId: string;
  status: "confirmed" | "tentative" | "cancelled";
  title: string;
  description: string | null;
  location: string | null;
  startsAt: Date;
  endsAt: Date;
  isAllDay: boolean;
  attendees: Attendee[];
};

const MAX_TITLE = 500;
const MAX_TEXT = 10_000;

/**
 * An event as a meeting; null for one that says no time (a cancelled one may have nothing but its id).
 * All-day events run from midnight to midnight in the calendar's zone, which the caller gives.
 */
export function mapEvent(
  event: GoogleEvent,
  midnight: (day: string) => Date,
): RemoteMeeting | null {
  const startsAt = momentOf(event.start, midnight);
  const endsAt = momentOf(event.end, midnight);
  if (!startsAt || !endsAt) return null;
  return {
    externalId: event.id,
    status: event.status,
    title: event.summary?.trim().slice(0, MAX_TITLE) || "Untitled meeting",
    description: event.description ? plainText(event.description).slice(0, MAX_TEXT) || null : null,
    location: event.location?.slice(0, MAX_TITLE) || null,
    startsAt,
    endsAt: new Date(Math.max(startsAt.getTime(), endsAt.getTime())),
    isAllDay: event.start?.date !== undefined,
    attendees: event.attendees.flatMap((attendee) =>
      attendee.resource || !attendee.email
        ? []
        : [
            {
              email: attendee.email.toLowerCase(),
              name: attendee.displayName ?? null,
              response: attendee.responseStatus ?? null,
              isSelf: attendee.self,
              isOrganizer: attendee.organizer,
            },
          ],
    ),
  };
}

function momentOf(time: GoogleEvent["start"], midnight: (day: string) => Date): Date | null {
  if (time?.dateTime) return new Date(time.dateTime);
  return time?.date ? midnight(time.date) : null;
}
