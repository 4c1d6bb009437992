import type { Context, Membership } from "#lib/access/context.ts";
import { decodeCursor, encodeCursor, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import type { TeamDto } from "#lib/teams/schema.ts";
import { toTeams } from "#lib/teams/team-dto.ts";

export type TeamPage = { teams: TeamDto[]; nextCursor: string | null };

/**
 * The actor's teams by name, a page at a time.
 *
 * @throws AppError malformed_request for a cursor of another list.
 */
export async function listTeams(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<TeamPage> {
  const after = cursor === undefined ? null : decodeCursor(cursor, [isText, isText]);
  const rest = [...ctx.memberships]
    .sort((a, b) => compare(keyOf(a), keyOf(b)))
    .filter((membership) => !after || compare(keyOf(membership), after) > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    teams: await toTeams(db(), page),
    nextCursor: rest.length > limit && last ? encodeCursor(keyOf(last)) : null,
  };
}

type Key = readonly [name: string, id: string];

function keyOf({ team }: Membership): Key {
  return [team.name, team.id];
}

function compare(a: Key, b: Key): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  if (a[1] === b[1]) return 0;
  return a[1] < b[1] ? -1 : 1;
}
