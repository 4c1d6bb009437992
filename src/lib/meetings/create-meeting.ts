import type { Context } from "#lib/access/context.ts";
import { mayCreateIn } from "#lib/access/scope.ts";
import { lockDeal } from "#lib/deals/lock-deal.ts";
import { loadCredentials } from "#lib/integrations/credentials.ts";
import { googleCredentials } from "#lib/integrations/google-calendar/credentials.ts";
import { insertEvent } from "#lib/integrations/google-calendar/insert-event.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { noteInLog } from "#lib/meetings/note-in-log.ts";
import type { CreateMeetingInput, MeetingDto } from "#lib/meetings/schema.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/new-id.ts";
import { meetingSelect, toMeeting } from "./queries.ts";

const CALENDAR_MS = 15_000;

export type CreatedMeeting = {
  meeting: MeetingDto;
  /** Whether it stands in the calendar too, and if not, why. */
  isInCalendar: boolean;
  note: string;
};

/**
 * Plans a meeting for a deal, or for nobody's. It is written into the actor's calendar when that is
 * connected with the right to write, and else kept here alone, which the answer says.
 *
 * @throws AppError not_found or forbidden for the deal, invalid_input.
 */
export async function createMeeting(
  ctx: Context,
  input: CreateMeetingInput,
  pace: Pace,
): Promise<CreatedMeeting> {
  const dealId = input.dealId ?? null;
  if (Date.parse(input.startsAt) < Date.parse("1970-01-01") || input.startsAt > "2200") {
    throw invalid("startsAt", "must lie between 1970 and 2200");
  }
  const target = await transaction(async (tx) => {
    if (dealId === null) return { workspaceId: ctx.user.id, teamId: null };
    const deal = await lockDeal(tx, ctx, dealId, "deal.log_event");
    if (!mayCreateIn(ctx, deal.teamId)) throw invalid("dealId", "is not yours to plan for");
    return { workspaceId: deal.workspaceId, teamId: deal.teamId };
  });
  const id = newId(ctx.now);
  const written = await writeToCalendar(ctx, id, input, pace);
  const meeting = await transaction(async (tx) => {
    if (dealId !== null) await lockDeal(tx, ctx, dealId, "deal.log_event");
    const row = await tx.meeting.create({
      data: {
        id,
        ...target,
        userId: ctx.user.id,
        dealId,
        title: input.title,
        description: input.description ?? null,
        location: input.location ?? null,
        startsAt: new Date(input.startsAt),
        endsAt: new Date(input.endsAt),
        attendees: input.attendees.map((email) => ({ email: email.toLowerCase(), name: null })),
        link: dealId === null ? "none" : "manual",
        linkReason: dealId === null ? null : "planned on the deal",
        source: written.calendarId === null ? "manual" : "google_calendar",
        externalId: written.calendarId === null ? null : googleId(id),
        calendarId: written.calendarId,
        createdAt: ctx.now,
      },
      select: meetingSelect,
    });
    if (dealId !== null && row.startsAt > ctx.now) {
      const { workspaceId, title, startsAt, endsAt } = row;
      const logged = { id, workspaceId, dealId, title, startsAt, endsAt };
      const source = written.calendarId === null ? "manual" : "google_calendar";
      await noteInLog(tx, ctx, source, [{ kind: "planned", from: null, meeting: logged }]);
    }
    return toMeeting(row);
  });
  return { meeting, isInCalendar: written.calendarId !== null, note: written.note };
}

/** Google's ids have letters a to v only; ours are hexadecimal of its bytes. */
function googleId(id: string): string {
  return Buffer.from(id).toString("hex");
}

/** A calendar that cannot be written to right now keeps nobody from planning the meeting here. */
async function writeToCalendar(
  ctx: Context,
  id: string,
  input: CreateMeetingInput,
  pace: Pace,
): Promise<{ calendarId: string | null; note: string }> {
  const onlyHere = (note: string) => ({ calendarId: null, note });
  const integration = await db().googleCalendarIntegration.findUnique({
    where: { userId: ctx.user.id, isActive: true },
    select: { writeBack: true },
  });
  if (!integration) {
    return onlyHere("Kept in Sentinel alone: no calendar is connected.");
  }
  const columns = await loadCredentials(db(), "google_calendar", ctx.user.id);
  const credentials = googleCredentials.safeParse(columns);
  if (!credentials.success || !credentials.data.refreshToken) {
    return onlyHere(
      "Kept in Sentinel alone: the calendar is connected by a key, which cannot write.",
    );
  }
  if (!integration.writeBack) {
    return onlyHere(
      "Kept in Sentinel alone: writing to the calendar is switched off in the settings.",
    );
  }
  const deadline = pace.clock() + CALENDAR_MS;
  const session = { credentials: credentials.data, pace, deadline, keep: async () => {} };
  try {
    await insertEvent(session, googleId(id), input);
    return { calendarId: credentials.data.calendarId, note: "Written to your Google Calendar." };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return onlyHere(`Kept in Sentinel alone: ${error.message}`);
  }
}
