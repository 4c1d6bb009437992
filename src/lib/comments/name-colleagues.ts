import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import { listMentionable } from "#lib/comments/list-mentionable.ts";
import { withIds } from "#lib/comments/mention-text.ts";
import type { WriteCommentInput } from "#lib/comments/schema.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

/**
 * What somebody typed into a form, where colleagues are called by name, as a comment that names them
 * by id.
 *
 * @throws AppError not_found for a deal that the actor may not see.
 */
export async function nameColleagues(
  ctx: Context,
  dealId: string,
  { body }: WriteCommentInput,
): Promise<WriteCommentInput> {
  const deal = await db().deal.findFirst({
    where: { id: dealId, ...dealScope(ctx, "deal.read") },
    select: { teamId: true, owner: { select: { id: true, name: true } } },
  });
  if (!deal) throw notFound("That deal");
  return { body: withIds(body, await listMentionable(deal)) };
}
