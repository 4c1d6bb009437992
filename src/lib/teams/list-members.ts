import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import { decodeCursor, encodeCursor, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { memberSelect, toMember } from "#lib/teams/member-dto.ts";
import type { MemberDto } from "#lib/teams/schema.ts";

export type MemberPage = { members: MemberDto[]; nextCursor: string | null };

/**
 * The people of a team by name, a page at a time. Everybody in it sees everybody.
 *
 * @throws AppError not_found, or malformed_request for a cursor of another list.
 */
export async function listMembers(
  ctx: Context,
  teamId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<MemberPage> {
  requireTeam(ctx, teamId, null);
  const after = cursor === undefined ? null : decodeCursor(cursor, [isText, isText]);
  const rows = await db().teamMember.findMany({
    where: {
      teamId,
      ...(after
        ? {
            OR: [
              { user: { name: { gt: after[0] } } },
              { user: { name: after[0] }, userId: { gt: after[1] } },
            ],
          }
        : {}),
    },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    take: limit + 1,
    select: memberSelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    members: page.map(toMember),
    nextCursor: rows.length > limit && last ? encodeCursor([last.user.name, last.userId]) : null,
  };
}
