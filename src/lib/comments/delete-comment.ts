import type { Context } from "#lib/access/context.ts";
import { can } from "#lib/access/scope.ts";
import { findComment } from "#lib/comments/find-comment.ts";
import { lockDeal, refusal } from "#lib/deals/lock-deal.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { transaction } from "#lib/platform/db.ts";

/**
 * Takes the words out of a comment; that there was one stays visible. Its author can, and whoever leads
 * the team.
 *
 * @throws AppError not_found or forbidden.
 */
export async function deleteComment(
  ctx: Context,
  dealId: string,
  commentId: string,
): Promise<void> {
  await transaction(async (tx) => {
    const deal = await lockDeal(tx, ctx, dealId, "deal.comment");
    const { authorId } = await findComment(tx, dealId, commentId);
    if (authorId !== ctx.user.id && !can(ctx, "deal.moderate", deal)) {
      throw refusal("deal.moderate");
    }
    await tx.dealComment.update({
      where: { id: commentId },
      data: { body: "", mentions: [], deletedAt: ctx.now },
    });
    await recordDomainEvents(tx, ctx, [
      {
        name: "deal.comment_deleted",
        workspaceId: deal.workspaceId,
        dealId,
        occurredAt: ctx.now,
        commentId,
      },
    ]);
  });
}
