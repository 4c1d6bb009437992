import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";

type PageRequest = { limit: number; cursor?: string | undefined };

/**
 * A list by `createdAt`, newest first and by id within a moment, a page at a time. `after` narrows the
 * query to what follows the cursor; with `orderBy` and `take` it reads one row more than the page has,
 * by which `pageOf` knows whether there is another.
 *
 * @throws AppError malformed_request for a cursor of another list.
 */
export function newestFirst({ limit, cursor }: PageRequest) {
  const place = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  return {
    after: place
      ? {
          OR: [
            { createdAt: { lt: new Date(place[0]) } },
            { createdAt: new Date(place[0]), id: { gt: place[1] } },
          ],
        }
      : {},
    orderBy: [{ createdAt: "desc" as const }, { id: "asc" as const }],
    take: limit + 1,
    pageOf<Row extends { id: string; createdAt: Date }>(
      rows: readonly Row[],
    ): { page: Row[]; nextCursor: string | null } {
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const hasMore = rows.length > limit && last !== undefined;
      return {
        page,
        nextCursor: hasMore ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
      };
    },
  };
}
