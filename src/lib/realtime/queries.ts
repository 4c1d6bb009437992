import { db } from "#lib/platform/db.ts";

// Private to this folder: how the feed is read.

/** A row of the feed with its number, as it was written. */
export type NumberedNews = {
  seq: bigint;
  workspaceId: string | null;
  audienceId: string | null;
  name: string;
  data: object;
};

/** Rows numbered by one statement, so that none holds up the others for long. */
const NUMBERED_AT_ONCE = 2_000;

/**
 * Numbers what has been committed, if anything waits for that, and gives the last number that is
 * surely given out. Another instance may be a little further on: its news come with the next look.
 */
export async function numberNews(): Promise<bigint> {
  for (;;) {
    const [row] = await db().$queryRaw<{ last: bigint; numbered: number }[]>`
      SELECT last, CASE WHEN EXISTS (SELECT 1 FROM "RealtimeEvent" WHERE seq IS NULL)
        THEN manual_number_realtime(${NUMBERED_AT_ONCE}::int) ELSE 0 END AS numbered
      FROM "RealtimeCursor" WHERE id = 1`;
    const { last, numbered } = row ?? { last: 0n, numbered: 0 };
    if (numbered < NUMBERED_AT_ONCE) return last + BigInt(numbered);
  }
}

/** The first rows after a number, in order. */
export function readNews(after: bigint, limit: number): Promise<NumberedNews[]> {
  return db().$queryRaw<NumberedNews[]>`
    SELECT seq, "workspaceId", "audienceId", name, data FROM "RealtimeEvent"
    WHERE seq > ${after} ORDER BY seq LIMIT ${limit}`;
}

/** The first rows between two numbers (the second one included) that this person may see now. */
export function readNewsFor(
  userId: string,
  { after, upTo, limit }: { after: bigint; upTo: bigint; limit: number },
): Promise<NumberedNews[]> {
  return db().$queryRaw<NumberedNews[]>`
    SELECT seq, "workspaceId", "audienceId", name, data FROM "RealtimeEvent"
    WHERE seq > ${after} AND seq <= ${upTo}
      AND CASE WHEN "audienceId" IS NOT NULL THEN "audienceId" = ${userId}
        ELSE "workspaceId" = ${userId} OR "workspaceId" IN
          (SELECT "teamId" FROM "TeamMember" WHERE "userId" = ${userId}) END
    ORDER BY seq LIMIT ${limit}`;
}

/** The lowest number that is still kept; null when none is. */
export async function oldestKept(): Promise<bigint | null> {
  const [row] = await db().$queryRaw<{ oldest: bigint | null }[]>`
    SELECT min(seq) AS oldest FROM "RealtimeEvent"`;
  return row?.oldest ?? null;
}

/** The workspaces that each of these people may read now; whoever is gone is missing. */
export async function workspacesOfPeople(
  userIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db().$queryRaw<{ id: string; teams: string[] }[]>`
    SELECT u.id, array_remove(array_agg(m."teamId"), NULL) AS teams
    FROM "User" u LEFT JOIN "TeamMember" m ON m."userId" = u.id
    WHERE u.id = ANY(${userIds}) GROUP BY u.id`;
  return new Map(rows.map(({ id, teams }) => [id, new Set([id, ...teams])]));
}
