import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import type { CommentDto } from "#lib/comments/schema.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { newestFirst } from "#lib/platform/newest-first.ts";
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
  const { after, orderBy, take, pageOf } = newestFirst({ limit, cursor });
  const rows = await db().dealComment.findMany({
    where: {
      dealId,
      ...after,
    },
    orderBy,
    take,
    select: commentSelect,
  });
  const { page, nextCursor } = pageOf(rows);
  return {
    comments: await toComments(db(), page),
    nextCursor,
  };
}
