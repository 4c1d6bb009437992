import type { Context } from "#lib/access/context.ts";
import { requireMentionable } from "#lib/comments/require-mentionable.ts";
import type { CommentDto, WriteCommentInput } from "#lib/comments/schema.ts";
import { lockDeal } from "#lib/deals/lock-deal.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { transaction } from "#lib/platform/db.ts";
import { loadComment } from "./queries.ts";

/**
 * Says something about a deal to the colleagues who can see it.
 *
 * @throws AppError not_found, forbidden, or invalid_input for naming somebody who cannot see the deal.
 */
export async function addComment(
  ctx: Context,
  dealId: string,
  { body }: WriteCommentInput,
): Promise<CommentDto> {
  return transaction(async (tx) => {
    const deal = await lockDeal(tx, ctx, dealId, "deal.comment");
    const mentions = await requireMentionable(tx, deal, body);
    const { id } = await tx.dealComment.create({
      data: { dealId, authorId: ctx.user.id, body, mentions, createdAt: ctx.now },
      select: { id: true },
    });
    await recordDomainEvents(tx, ctx, [
      {
        name: "deal.commented",
        workspaceId: deal.workspaceId,
        dealId,
        occurredAt: ctx.now,
        commentId: id,
        body,
        mentions,
      },
    ]);
    return loadComment(tx, id);
  });
}
