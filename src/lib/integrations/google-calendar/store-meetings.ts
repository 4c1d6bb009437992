import type { Prisma } from "#generated/prisma/client.ts";
import type { Origin } from "#lib/events/origin.ts";
import type { RemoteMeeting } from "#lib/integrations/google-calendar/map-event.ts";
import type { CalendarWindow } from "#lib/integrations/google-calendar/read-events.ts";
import { findCandidates, findOwnDomains } from "#lib/meetings/find-candidates.ts";
import { type MatchOutcome, matchDeals } from "#lib/meetings/match-deals.ts";
import { type LoggedMeeting, type MeetingNews, noteInLog } from "#lib/meetings/note-in-log.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";

const SOURCE = "google_calendar";

export type CalendarTarget = {
  workspaceId: string;
  userId: string;
  teamId: string | null;
  calendarId: string;
};

const knownSelect = {
  id: true,
  externalId: true,
  dealId: true,
  link: true,
  linkReason: true,
  suggestions: true,
  status: true,
  title: true,
  description: true,
  location: true,
  startsAt: true,
  endsAt: true,
  isAllDay: true,
  attendees: true,
  heldAt: true,
} satisfies Prisma.MeetingSelect;
type Known = Prisma.MeetingGetPayload<{ select: typeof knownSelect }>;

/** Links of a person's making are never touched by a sync. */
const BY_HAND: ReadonlySet<Known["link"]> = new Set(["manual", "rejected"]);

export type StoredMeetings = { created: number; updated: number; unchanged: number };

/**
 * Makes the meetings of a window what the calendar says: new ones are added and matched to deals, changed
 * ones changed, and those that the calendar no longer shows are cancelled. A fixed number of statements.
 */
export async function storeMeetings(
  tx: Tx,
  origin: Origin,
  target: CalendarTarget,
  window: CalendarWindow,
  remote: { meetings: readonly RemoteMeeting[]; cancelled: readonly string[] },
): Promise<StoredMeetings> {
  const { workspaceId, calendarId } = target;
  const known = await tx.meeting.findMany({
    where: {
      workspaceId,
      source: SOURCE,
      OR: [
        { calendarId, startsAt: { lt: window.until }, endsAt: { gt: window.from } },
        { externalId: { in: remote.meetings.map(({ externalId }) => externalId) } },
      ],
    },
    select: knownSelect,
  });
  const byId = new Map(known.map((meeting) => [meeting.externalId ?? "", meeting]));
  const candidates = await findCandidates(tx, workspaceId);
  const ownDomains = await findOwnDomains(tx, target);
  const news: (MeetingNews & { meeting: LoggedMeeting })[] = [];
  const rows: object[] = [];
  const stored: StoredMeetings = { created: 0, updated: 0, unchanged: 0 };
  const seen = new Set<string>();

  for (const meeting of remote.meetings) {
    seen.add(meeting.externalId);
    const before = byId.get(meeting.externalId);
    // One that was cancelled before it was ever seen is nothing to keep.
    if (!before && meeting.status === "cancelled") continue;
    const link =
      before && BY_HAND.has(before.link)
        ? pickLink(before)
        : linkColumns(matchDeals(meeting, candidates, ownDomains));
    const row = {
      ...meeting,
      id: before?.id ?? newId(origin.now),
      ...link,
    };
    if (before && isSame(before, row)) {
      stored.unchanged += 1;
      continue;
    }
    if (before) stored.updated += 1;
    else stored.created += 1;
    rows.push(row);
    news.push(...newsOf(before ?? null, row, workspaceId, origin.now));
  }
  for (const before of known) {
    const id = before.externalId ?? "";
    const isGone = !seen.has(id) || remote.cancelled.includes(id);
    // What has begun may fall out of the list; what lies ahead has been taken out of the calendar.
    if (!isGone || before.status === "cancelled" || before.startsAt <= origin.now) continue;
    const row = { ...before, status: "cancelled" as const };
    rows.push(row);
    stored.updated += 1;
    news.push(...newsOf(before, row, workspaceId, origin.now));
  }
  await upsert(tx, target, rows, origin.now);
  await noteInLog(tx, origin, SOURCE, news);
  return stored;
}

type Link = Pick<Known, "dealId" | "link" | "linkReason" | "suggestions">;

function pickLink({ dealId, link, linkReason, suggestions }: Known): Link {
  return { dealId, link, linkReason, suggestions };
}

function linkColumns(outcome: MatchOutcome): Link {
  switch (outcome.link) {
    case "automatic": {
      const { dealId, reason } = outcome.match;
      return { dealId, link: "automatic", linkReason: reason, suggestions: [] };
    }
    case "suggested":
      return { dealId: null, link: "suggested", linkReason: null, suggestions: outcome.matches };
    case "none":
      return { dealId: null, link: "none", linkReason: null, suggestions: [] };
  }
}

type Row = RemoteMeeting & { id: string } & Link;

function isSame(before: Known, row: Row): boolean {
  const text = (meeting: Omit<Row, "externalId">) =>
    JSON.stringify([
      ...[meeting.status, meeting.title, meeting.description, meeting.location, meeting.isAllDay],
      ...[meeting.startsAt.getTime(), meeting.endsAt.getTime(), meeting.dealId, meeting.link],
      ...[meeting.linkReason, inOrder(meeting.suggestions), inOrder(meeting.attendees)],
    ]);
  return text(before as unknown as Row) === text(row);
}

/** The database does not keep the order of an object's keys. */
function inOrder(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((entry: object) =>
    Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}

/** What of a change the deals' logs are to know: planned, moved, cancelled, or about another deal. */
function newsOf(
  before: Known | null,
  after: { id: string; title: string; startsAt: Date; endsAt: Date } & Pick<
    Known,
    "dealId" | "status"
  >,
  workspaceId: string,
  now: Date,
): (MeetingNews & { meeting: LoggedMeeting })[] {
  const logged = (dealId: string, of: { title: string; startsAt: Date; endsAt: Date }) => ({
    id: after.id,
    workspaceId,
    dealId,
    title: of.title,
    startsAt: of.startsAt,
    endsAt: of.endsAt,
  });
  const wasPlanned = before?.dealId && before.status !== "cancelled" && before.startsAt > now;
  const isPlanned = after.dealId && after.status !== "cancelled" && after.startsAt > now;
  const isMoved = before && before.startsAt.getTime() !== after.startsAt.getTime();
  const news: (MeetingNews & { meeting: LoggedMeeting })[] = [];
  if (wasPlanned && before.dealId && (!isPlanned || after.dealId !== before.dealId)) {
    news.push({ kind: "cancelled", meeting: logged(before.dealId, before) });
  }
  if (isPlanned && after.dealId) {
    const stays = wasPlanned && before.dealId === after.dealId;
    if (!stays) news.push({ kind: "planned", from: null, meeting: logged(after.dealId, after) });
    else if (isMoved) {
      news.push({ kind: "planned", from: before.startsAt, meeting: logged(after.dealId, after) });
    }
  }
  return news;
}

async function upsert(
  tx: Tx,
  { workspaceId, userId, teamId, calendarId }: CalendarTarget,
  rows: readonly object[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const complete = rows.map((row) => ({
    ...row,
    workspaceId,
    userId,
    teamId,
    calendarId,
    source: SOURCE,
    isDemo: false,
    createdAt: now,
    updatedAt: now,
  }));
  const ids = (complete as unknown as { id: string }[]).map(({ id }) => id);
  const there = await tx.meeting.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const known = new Set(there.map(({ id }) => id));
  const fresh = complete.filter((row) => !known.has((row as unknown as { id: string }).id));
  await insertRows(tx, "Meeting", fresh, { skipKnown: true });
  const changed = complete.filter((row) => known.has((row as unknown as { id: string }).id));
  if (changed.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Meeting" m SET title = x.title, description = x.description, location = x.location,
      "startsAt" = x."startsAt", "endsAt" = x."endsAt", "isAllDay" = x."isAllDay",
      attendees = x.attendees, status = x.status, "dealId" = x."dealId", link = x.link,
      "linkReason" = x."linkReason", suggestions = x.suggestions, "updatedAt" = ${now}
    FROM jsonb_populate_recordset(NULL::"Meeting", ${JSON.stringify(changed)}::jsonb) x
    WHERE m.id = x.id`;
}
