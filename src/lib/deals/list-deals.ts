import { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { dealScope, readableWorkspaces } from "#lib/access/scope.ts";
import { dealFilter } from "#lib/deals/deal-filter.ts";
import { dealOrder } from "#lib/deals/deal-order.ts";
import { type DealRow, dealSelect } from "#lib/deals/queries.ts";
import type { DealDto, ListDealsInput } from "#lib/deals/schema.ts";
import { withCurrentRisk } from "#lib/deals/with-current-risk.ts";
import { decodeCursor, encodeCursor, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";

export type DealPage = { deals: DealDto[]; nextCursor: string | null };

/**
 * A page of the deals that the actor may see. Two statements whatever the size or the depth: each
 * workspace's first rows come straight from the index that has the wished order, and the pages follow
 * each other by the stored sort key of the last row.
 *
 * @throws AppError malformed_request for a cursor of another list.
 */
export async function listDeals(
  ctx: Context,
  input: ListDealsInput,
  workspaceIds: readonly string[] = readableWorkspaces(ctx),
): Promise<DealPage> {
  const visible = readableWorkspaces(ctx).filter(
    (id) => workspaceIds.includes(id) && (input.teamId === undefined || id === input.teamId),
  );
  const team = ctx.memberships.find(
    ({ team: { id } }) => visible.length === 1 && id === visible[0],
  );
  const timezone = team?.team.timezone ?? ctx.user.timezone;
  const order = dealOrder(input.sort, input.order);
  const after =
    input.cursor === undefined ? null : decodeCursor(input.cursor, [order.part, isText]);
  const parts = after ? order.after(...after) : [Prisma.sql`true`];
  const openness = { open: [true], closed: [false], all: [true, false] }[input.status];
  const firstOf = (part: Prisma.Sql) => Prisma.sql`(
    SELECT d.id, ${order.key} AS key FROM "Deal" d
    WHERE d."workspaceId" = w.id AND d."isOpen" = o.open AND d."deletedAt" IS NULL
      AND ${part} AND ${dealFilter(ctx, input, timezone)}
    ORDER BY ${order.key} ${order.direction}, d.id ${order.idDirection}
    LIMIT ${input.limit + 1})`;
  const keys = await db().$queryRaw<{ id: string; key: string }[]>`
    SELECT page.id, page.key::text AS key
    FROM unnest(${visible}::text[]) AS w(id)
    CROSS JOIN unnest(${openness}::boolean[]) AS o(open)
    CROSS JOIN LATERAL (${Prisma.join(parts.map(firstOf), " UNION ALL ")}) page
    ORDER BY page.key ${order.direction}, page.id ${order.idDirection}
    LIMIT ${input.limit + 1}`;
  const ids = keys.slice(0, input.limit).map(({ id }) => id);
  const rows = await db().deal.findMany({
    where: { id: { in: ids }, ...dealScope(ctx, "deal.read") },
    select: dealSelect,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const last = keys[input.limit - 1];
  const found = ids.map((id) => byId.get(id)).filter((row): row is DealRow => row !== undefined);
  const deals = await withCurrentRisk(found, ctx.now);
  return {
    deals: order.compare ? deals.sort(order.compare) : deals,
    nextCursor: keys.length > input.limit && last ? encodeCursor([last.key, last.id]) : null,
  };
}
