import type { Tx } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

export type FoundComment = {
  id: string;
  authorId: string | null;
  body: string;
  mentions: string[];
};

/**
 * A comment of a deal that the transaction holds already; one that was deleted is not there any more.
 *
 * @throws AppError not_found.
 */
export async function findComment(tx: Tx, dealId: string, id: string): Promise<FoundComment> {
  const comment = await tx.dealComment.findFirst({
    where: { id, dealId, deletedAt: null },
    select: { id: true, authorId: true, body: true, mentions: true },
  });
  if (!comment) throw notFound("That comment");
  return comment;
}
