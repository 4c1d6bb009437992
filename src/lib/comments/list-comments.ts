import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import type { CommentDto } from "#lib/comments/schema.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { commentSelect, toComments } from "./queries.ts";

export type CommentPage = { comments: CommentDto[]; nextCursor: string | null };

/**
 * The comments on a deal, newest first, a page at a time.
 *
 * @throws AppError not_found, or malformed_request for a cursor of another list.
 */
export async function listComments(
  ctx: Context,
  dealId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<CommentPage> {
  const deal = await db().deal.findFirst({
    where: { id: dealId, ...dealScope(ctx, "deal.read") },
    select: { id: true },
  });
  if (!deal) throw notFound("That deal");
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const rows = await db().dealComment.findMany({
    where: {
      dealId,
      ...(after
        ? {
            OR: [
              { createdAt: { lt: new Date(after[0]) } },
              { createdAt: new Date(after[0]), id: { gt: after[1] } },
            ],
          }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit + 1,
    select: commentSelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    comments: await toComments(db(), page),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
