import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { readableWorkspaces } from "#lib/access/scope.ts";
import type { MeetingDto } from "#lib/meetings/schema.ts";

// Private to this folder.

export const meetingSelect = {
  id: true,
  workspaceId: true,
  userId: true,
  teamId: true,
  title: true,
  description: true,
  location: true,
  startsAt: true,
  endsAt: true,
  isAllDay: true,
  status: true,
  attendees: true,
  dealId: true,
  link: true,
  linkReason: true,
  suggestions: true,
  source: true,
  heldAt: true,
} satisfies Prisma.MeetingSelect;
export type MeetingRow = Prisma.MeetingGetPayload<{ select: typeof meetingSelect }>;

/** The meetings that the actor may see: those of their teams and their own. */
export function meetingScope(ctx: Context): Prisma.MeetingWhereInput {
  return { workspaceId: { in: readableWorkspaces(ctx) } };
}

export function toMeeting(row: MeetingRow): MeetingDto {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    location: row.location,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    isAllDay: row.isAllDay,
    status: row.status,
    attendees: listOf(row.attendees).flatMap(({ email, name }) =>
      typeof email === "string" ? [{ email, name: typeof name === "string" ? name : null }] : [],
    ),
    dealId: row.dealId,
    link: row.link,
    linkReason: row.linkReason,
    suggestions: listOf(row.suggestions).flatMap(({ dealId, reason }) =>
      typeof dealId === "string" ? [{ dealId, reason: String(reason ?? "") }] : [],
    ),
    source: row.source,
  };
}

function listOf(value: Prisma.JsonValue): Prisma.JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (entry): entry is Prisma.JsonObject =>
      typeof entry === "object" && entry !== null && !Array.isArray(entry),
  );
}
