import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import { eventSelect, toEvent } from "#lib/deals/queries.ts";
import type { DealEventDto } from "#lib/deals/schema.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

/** The event log of a deal, newest first, a page at a time. */
export async function listEvents(
  ctx: Context,
  dealId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ events: DealEventDto[]; nextCursor: string | null }> {
  const deal = await db().deal.findFirst({
    where: { id: dealId, ...dealScope(ctx, "deal.read") },
    select: { id: true },
  });
  if (!deal) throw notFound("That deal");
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const rows = await db().dealEvent.findMany({
    where: {
      dealId,
      ...(after
        ? {
            OR: [
              { occurredAt: { lt: new Date(after[0]) } },
              { occurredAt: new Date(after[0]), id: { lt: after[1] } },
            ],
          }
        : {}),
    },
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: eventSelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    events: page.map(toEvent),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.occurredAt.toISOString(), last.id]) : null,
  };
}
