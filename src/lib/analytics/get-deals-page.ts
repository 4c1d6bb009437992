import type { Context } from "#lib/access/context.ts";
import { mayCreateIn } from "#lib/access/scope.ts";
import { type Workspace, workspaceById } from "#lib/access/workspace.ts";
import type { Sum } from "#lib/analytics/convert-sums.ts";
import { sumDeals } from "#lib/analytics/sum-deals.ts";
import { type DealPage, listDeals } from "#lib/deals/list-deals.ts";
import type { ListDealsInput } from "#lib/deals/schema.ts";
import { type Colleague, listColleagues } from "#lib/teams/list-colleagues.ts";

export type DealsPage = DealPage & {
  totals: Sum;
  owners: Colleague[];
  canCreate: boolean;
};

/** The list of a workspace with the sum of all that its filters let through. */
export async function getDealsPage(
  ctx: Context,
  { id }: Pick<Workspace, "id">,
  input: ListDealsInput,
): Promise<DealsPage> {
  const workspace = workspaceById(ctx, id);
  const [page, totals, owners] = await Promise.all([
    listDeals(ctx, input, [workspace.id]),
    sumDeals(ctx, workspace, input),
    listColleagues(workspace),
  ]);
  return { ...page, totals, owners, canCreate: mayCreateIn(ctx, workspace.teamId) };
}
