import type { Context } from "#lib/access/context.ts";
import { reachInTeam } from "#lib/access/scope.ts";
import { lockDeal } from "#lib/deals/lock-deal.ts";
import { type LoggedMeeting, type MeetingNews, noteInLog } from "#lib/meetings/note-in-log.ts";
import type { MeetingDto } from "#lib/meetings/schema.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import { forbidden, invalid, notFound } from "#lib/platform/errors.ts";
import { type MeetingRow, meetingScope, meetingSelect, toMeeting } from "./queries.ts";

/**
 * Links a meeting to a deal, or with null to none; either sticks, whatever a later sync would guess.
 *
 * @throws AppError not_found, forbidden, invalid_input for a deal of another workspace.
 */
export async function linkMeeting(
  ctx: Context,
  id: string,
  dealId: string | null,
): Promise<MeetingDto> {
  return transaction(async (tx) => {
    const meeting = await lockMeeting(tx, ctx, id);
    if (dealId !== null) {
      const deal = await lockDeal(tx, ctx, dealId, "deal.log_event");
      if (deal.workspaceId !== meeting.workspaceId) {
        throw invalid("dealId", "belongs to another workspace than the meeting");
      }
    }
    if (meeting.dealId === dealId && (meeting.link === "manual" || dealId === null)) {
      if (meeting.link === "manual" || meeting.link === "rejected") return toMeeting(meeting);
    }
    const saved = await tx.meeting.update({
      where: { id },
      data: {
        dealId,
        link: dealId === null ? "rejected" : "manual",
        linkReason: dealId === null ? null : "linked by hand",
        suggestions: [],
        // A meeting that is over is told of in the log of its new deal, too.
        heldAt: null,
      },
      select: meetingSelect,
    });
    await noteInLog(tx, ctx, sourceOf(meeting), newsOf(ctx, meeting, dealId));
    return toMeeting(saved);
  });
}

async function lockMeeting(tx: Tx, ctx: Context, id: string): Promise<MeetingRow> {
  await tx.$queryRaw`SELECT 1 FROM "Meeting" WHERE id = ${id} FOR UPDATE`;
  const meeting = await tx.meeting.findFirst({
    where: { AND: [{ id }, meetingScope(ctx)] },
    select: meetingSelect,
  });
  if (!meeting) throw notFound("That meeting");
  const { teamId } = meeting;
  if (teamId !== null && reachInTeam(ctx, teamId, "deal.log_event") === "none") {
    throw forbidden("Your role may not link meetings in this team.");
  }
  return meeting;
}

function sourceOf({ source }: MeetingRow): "google_calendar" | "manual" {
  return source === "google_calendar" ? "google_calendar" : "manual";
}

function newsOf(
  { now }: Context,
  meeting: MeetingRow,
  dealId: string | null,
): (MeetingNews & { meeting: LoggedMeeting })[] {
  if (meeting.status === "cancelled" || meeting.startsAt <= now) return [];
  const { id, workspaceId, title, startsAt, endsAt } = meeting;
  const logged = (of: string) => ({ id, workspaceId, dealId: of, title, startsAt, endsAt });
  const news: (MeetingNews & { meeting: LoggedMeeting })[] = [];
  if (meeting.dealId !== null && meeting.dealId !== dealId) {
    news.push({ kind: "cancelled", meeting: logged(meeting.dealId) });
  }
  if (dealId !== null && meeting.dealId !== dealId) {
    news.push({ kind: "planned", from: null, meeting: logged(dealId) });
  }
  return news;
}
