import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import { dealSelect } from "#lib/deals/queries.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import { withCurrentRisk } from "#lib/deals/with-current-risk.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

/** @throws AppError not_found for a deal that the actor may not see, as for one that does not exist. */
export async function getDeal(ctx: Context, id: string): Promise<DealDto> {
  const deal = await db().deal.findFirst({
    where: { id, ...dealScope(ctx, "deal.read") },
    select: dealSelect,
  });
  if (!deal) throw notFound("That deal");
  const [current] = await withCurrentRisk([deal], ctx.now);
  if (!current) throw notFound("That deal");
  return current;
}
