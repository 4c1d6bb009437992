import { TZDate } from "@date-fns/tz";
import { calendarClient, LABEL } from "#lib/integrations/google-calendar/client.ts";
import type { GoogleCredentials } from "#lib/integrations/google-calendar/credentials.ts";
import { mapEvent, type RemoteMeeting } from "#lib/integrations/google-calendar/map-event.ts";
import { eventSchema, eventsPageSchema } from "#lib/integrations/google-calendar/wire.ts";
import type { Session } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { SyncError } from "#lib/integrations/schema.ts";

const PAGE_SIZE = 250;
/** A window of thirty days with more pages than this is no person's calendar. */
const MOST_PAGES = 40;

export type CalendarWindow = { from: Date; until: Date };
export type CalendarEvents = {
  calendar: string;
  meetings: RemoteMeeting[];
  /** Ids of events that say no more than that they are cancelled. */
  cancelled: string[];
  problems: SyncError[];
};

/**
 * Every event of a window, recurring ones one by one. The whole window is listed each time: what Google
 * calls a sync token cannot be asked for a window.
 */
export async function readEvents(
  session: Session<GoogleCredentials>,
  { from, until }: CalendarWindow,
  fallbackTimezone: string,
): Promise<CalendarEvents> {
  const { http, events, query } = await calendarClient(session);
  const found: CalendarEvents = { calendar: "", meetings: [], cancelled: [], problems: [] };
  let pageToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await http.request(
      {
        path: events,
        query: {
          ...query,
          timeMin: from.toISOString(),
          timeMax: until.toISOString(),
          singleEvents: true,
          orderBy: "startTime",
          showDeleted: true,
          maxResults: PAGE_SIZE,
          pageToken,
        },
      },
      eventsPageSchema,
    );
    found.calendar ||= answer.summary ?? session.credentials.calendarId;
    const timezone = answer.timeZone ?? fallbackTimezone;
    const midnight = (day: string) => {
      const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
      return new Date(new TZDate(year, month - 1, date, timezone).getTime());
    };
    for (const item of answer.items) {
      const event = eventSchema.safeParse(item);
      if (!event.success) {
        const [issue] = event.error.issues;
        const message = `${issue?.path.join(".") || "The event"}: ${issue?.message ?? "unreadable"}`;
        found.problems.push({ externalId: null, message });
        continue;
      }
      const meeting = mapEvent(event.data, midnight);
      if (meeting) found.meetings.push(meeting);
      else if (event.data.status === "cancelled") found.cancelled.push(event.data.id);
      else found.problems.push({ externalId: event.data.id, message: "says no time" });
    }
    pageToken = answer.nextPageToken;
    if (!pageToken) return found;
  }
  throw new ProviderError(
    "bad_answer",
    `${LABEL} lists more than ${PAGE_SIZE * MOST_PAGES} events for thirty days. Choose another calendar.`,
  );
}
