import type { Context } from "#lib/access/context.ts";
import { db } from "#lib/platform/db.ts";
import { newestFirst } from "#lib/platform/newest-first.ts";
import { wantedWorkspaces } from "#lib/webhooks/list-webhooks.ts";
import type { DeliveryDto } from "#lib/webhooks/schema.ts";
import { deliveryListSelect, toDelivery } from "./queries.ts";

export type DeadDelivery = DeliveryDto & { webhook: { id: string; name: string } };

/** What was given up at the endpoints that the actor looks after, newest first; tests are left out. */
export async function listDeadDeliveries(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ deliveries: DeadDelivery[]; nextCursor: string | null }> {
  const { after, orderBy, take, pageOf } = newestFirst({ limit, cursor });
  const rows = await db().webhookDelivery.findMany({
    where: {
      status: "dead",
      event: { isTest: false },
      webhook: { workspaceId: { in: wantedWorkspaces(ctx, undefined) } },
      ...after,
    },
    orderBy,
    take,
    select: { ...deliveryListSelect, webhook: { select: { id: true, name: true } } },
  });
  const { page, nextCursor } = pageOf(rows);
  return {
    deliveries: page.map((row) => ({ ...toDelivery(row), webhook: row.webhook })),
    nextCursor,
  };
}
