import { calendarClient } from "#lib/integrations/google-calendar/client.ts";
import type { GoogleCredentials } from "#lib/integrations/google-calendar/credentials.ts";
import { eventSchema } from "#lib/integrations/google-calendar/wire.ts";
import type { Session } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { CreateMeetingInput } from "#lib/meetings/schema.ts";

/**
 * Writes a meeting into the calendar. The id is ours, so that asking twice makes one event.
 *
 * @param externalId lower-case letters a to v and digits, 5 to 1024 of them, as Google wants ids.
 */
export async function insertEvent(
  session: Session<GoogleCredentials>,
  externalId: string,
  meeting: CreateMeetingInput,
): Promise<void> {
  const { http, events, query } = await calendarClient(session);
  try {
    await http.request(
      {
        method: "POST",
        path: events,
        query: { ...query, sendUpdates: meeting.invite ? "all" : "none" },
        json: {
          id: externalId,
          summary: meeting.title,
          description: meeting.description,
          location: meeting.location,
          start: { dateTime: meeting.startsAt },
          end: { dateTime: meeting.endsAt },
          attendees: meeting.attendees.map((email) => ({ email })),
        },
      },
      eventSchema,
    );
  } catch (error) {
    const isThere = error instanceof ProviderError && error.code === "duplicate";
    if (!isThere) throw error;
  }
}
