import type { Context } from "#lib/access/context.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { wantedWorkspaces } from "#lib/webhooks/list-webhooks.ts";
import type { DeliveryDto } from "#lib/webhooks/schema.ts";
import { deliveryListSelect, toDelivery } from "./queries.ts";

export type DeadDelivery = DeliveryDto & { webhook: { id: string; name: string } };

/** What was given up at the endpoints that the actor looks after, newest first; tests are left out. */
export async function listDeadDeliveries(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ deliveries: DeadDelivery[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const rows = await db().webhookDelivery.findMany({
    where: {
      status: "dead",
      event: { isTest: false },
      webhook: { workspaceId: { in: wantedWorkspaces(ctx, undefined) } },
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
    select: { ...deliveryListSelect, webhook: { select: { id: true, name: true } } },
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    deliveries: page.map((row) => ({ ...toDelivery(row), webhook: row.webhook })),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
