import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import type { MeetingDto } from "#lib/meetings/schema.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { meetingScope, meetingSelect, toMeeting } from "./queries.ts";

export type MeetingPage = { meetings: MeetingDto[]; nextCursor: string | null };

/**
 * The actor's meetings, the latest first: of one deal, with those suggested for it, or of all they see.
 *
 * @throws AppError not_found for a deal that the actor may not see.
 */
export async function listMeetings(
  ctx: Context,
  input: { dealId?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<MeetingPage> {
  const { dealId, limit } = input;
  if (dealId !== undefined) await requireVisible(ctx, dealId);
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, [isMoment, isText]);
  const rows = await db().meeting.findMany({
    where: {
      AND: [
        meetingScope(ctx),
        dealId === undefined
          ? {}
          : {
              OR: [
                { dealId },
                { link: "suggested", suggestions: { array_contains: [{ dealId }] } },
              ],
            },
        after
          ? {
              OR: [
                { startsAt: { lt: new Date(after[0]) } },
                { startsAt: new Date(after[0]), id: { lt: after[1] } },
              ],
            }
          : {},
      ],
    },
    orderBy: [{ startsAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: meetingSelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    meetings: page.map(toMeeting),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.startsAt.toISOString(), last.id]) : null,
  };
}

async function requireVisible(ctx: Context, dealId: string): Promise<void> {
  const deal = await db().deal.findFirst({
    where: { id: dealId, ...dealScope(ctx, "deal.read") },
    select: { id: true },
  });
  if (!deal) throw notFound("That deal");
}
