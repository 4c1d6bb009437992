import type { Context } from "#lib/access/context.ts";
import { findComment } from "#lib/comments/find-comment.ts";
import { requireMentionable } from "#lib/comments/require-mentionable.ts";
import type { CommentDto, WriteCommentInput } from "#lib/comments/schema.ts";
import { lockDeal } from "#lib/deals/lock-deal.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { transaction } from "#lib/platform/db.ts";
import { forbidden } from "#lib/platform/errors.ts";
import { loadComment } from "./queries.ts";

/**
 * Puts a comment into other words; only its author can, at any time, and it is marked as edited. What
 * it said before stays in the deal's audit trail.
 *
 * @throws AppError not_found, forbidden, or invalid_input as for a new comment.
 */
export async function editComment(
  ctx: Context,
  dealId: string,
  commentId: string,
  { body }: WriteCommentInput,
): Promise<CommentDto> {
  return transaction(async (tx) => {
    const deal = await lockDeal(tx, ctx, dealId, "deal.comment");
    const before = await findComment(tx, dealId, commentId);
    if (before.authorId !== ctx.user.id) {
      throw forbidden("You may change only comments that you wrote.");
    }
    if (before.body !== body) {
      const mentions = await requireMentionable(tx, deal, body, before.mentions);
      await tx.dealComment.update({
        where: { id: commentId },
        data: { body, mentions, editedAt: ctx.now },
      });
      await recordDomainEvents(tx, ctx, [
        {
          name: "deal.comment_edited",
          workspaceId: deal.workspaceId,
          dealId,
          occurredAt: ctx.now,
          commentId,
          body,
          mentions,
        },
      ]);
    }
    return loadComment(tx, commentId);
  });
}
