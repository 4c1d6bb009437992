import type { Context } from "#lib/access/context.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import { type CurrencyPart, type Sum, sumConverter } from "#lib/analytics/convert-sums.ts";
import { dealFilter } from "#lib/deals/deal-filter.ts";
import type { ListDealsInput } from "#lib/deals/schema.ts";
import { db } from "#lib/platform/db.ts";

/** Count and value, in the workspace currency, of everything that a list's filters let through. */
export async function sumDeals(
  ctx: Context,
  workspace: Workspace,
  input: ListDealsInput,
): Promise<Sum> {
  const openness = { open: [true], closed: [false], all: [true, false] }[input.status];
  const [convert, parts] = await Promise.all([
    sumConverter(workspace),
    db().$queryRaw<CurrencyPart[]>`
      SELECT d.currency, sum(d.value)::bigint AS minor, count(*)::int AS count FROM "Deal" d
      WHERE d."workspaceId" = ${workspace.id} AND d."isOpen" = ANY(${openness})
        AND d."deletedAt" IS NULL AND ${dealFilter(ctx, input, workspace.timezone)}
      GROUP BY d.currency`,
  ]);
  return convert(parts);
}
