import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { mayIn, readableWorkspaces } from "#lib/access/scope.ts";
import type { DbOrTx, Tx } from "#lib/platform/db.ts";
import { type AppError, forbidden, notFound } from "#lib/platform/errors.ts";
import { type WebhookRow, webhookSelect } from "./queries.ts";

export function webhookRefusal(): AppError {
  return forbidden("Only admins and owners of a team may look after its webhooks.");
}

/** The filter for webhooks in the actor's sight: their own, and those of their teams. */
export function webhookScope(ctx: Context): Prisma.WebhookWhereInput {
  return { workspaceId: { in: readableWorkspaces(ctx) } };
}

/**
 * A webhook that the actor may look after.
 *
 * @throws AppError not_found outside their sight, forbidden when it is their team's and they are no
 * admin of it.
 */
export async function findWebhook(client: DbOrTx, ctx: Context, id: string): Promise<WebhookRow> {
  const webhook = await client.webhook.findFirst({
    where: { id, ...webhookScope(ctx) },
    select: webhookSelect,
  });
  if (!webhook) throw notFound("That webhook");
  if (!mayIn(ctx, webhook.teamId, "team.configure")) throw webhookRefusal();
  return webhook;
}

/** The same, and until commit nobody else changes it. */
export async function lockWebhook(tx: Tx, ctx: Context, id: string): Promise<WebhookRow> {
  await tx.$queryRaw`
    SELECT 1 FROM "Webhook"
    WHERE id = ${id} AND "workspaceId" = ANY(${readableWorkspaces(ctx)}) FOR UPDATE`;
  return await findWebhook(tx, ctx, id);
}
