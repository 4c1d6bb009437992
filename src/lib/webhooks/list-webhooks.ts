import type { Context } from "#lib/access/context.ts";
import { mayIn, readableWorkspaces } from "#lib/access/scope.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { webhookRefusal } from "#lib/webhooks/lock-webhook.ts";
import type { ListWebhooksInput, WebhookDto } from "#lib/webhooks/schema.ts";
import { toWebhooks, webhookSelect } from "./queries.ts";

/**
 * The webhooks that the actor looks after, or those of one team or of their own deals, oldest first.
 *
 * @throws AppError not_found for a team that is not theirs, forbidden for one that they are no admin of.
 */
export async function listWebhooks(
  ctx: Context,
  { limit, cursor, teamId, workspaceId }: ListWebhooksInput & { workspaceId?: string },
): Promise<{ webhooks: WebhookDto[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const rows = await db().webhook.findMany({
    where: {
      workspaceId: { in: wantedWorkspaces(ctx, teamId ?? workspaceId) },
      ...(after
        ? {
            OR: [
              { createdAt: { gt: new Date(after[0]) } },
              { createdAt: new Date(after[0]), id: { gt: after[1] } },
            ],
          }
        : {}),
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit + 1,
    select: webhookSelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    webhooks: await toWebhooks(db(), page, ctx.now),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

/** Ids of the workspaces whose webhooks the actor looks after, or of the one that is wanted. */
export function wantedWorkspaces(ctx: Context, wanted: string | undefined): string[] {
  const isMine = (id: string) => id === ctx.user.id || mayIn(ctx, id, "team.configure");
  if (wanted === undefined) return readableWorkspaces(ctx).filter(isMine);
  if (!readableWorkspaces(ctx).includes(wanted)) throw notFound("That team");
  if (!isMine(wanted)) throw webhookRefusal();
  return [wanted];
}
