import { getDealsPage } from "#lib/analytics/get-deals-page.ts";
import { listDeals } from "#lib/deals/list-deals.ts";
import { DEAL_SORTS, listDealsSchema } from "#lib/deals/schema.ts";
import { encodeCursor } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { actorAt } from "./actor.ts";
import { BENCH_TEAM } from "./fill-book.ts";
import { atMost, type BenchCase, percentile, statementsOf, timesOf } from "./measure.ts";

const RUNS = 100;
const BAR_MS = 60;

export const dealsList: BenchCase = {
  name: "deals-list",
  async run({ now, open }) {
    const ctx = actorAt(now);
    const page = (cursor?: string) =>
      listDeals(ctx, listDealsSchema.parse({ sort: "risk", limit: 50, cursor }));
    const depths = await cursorsDeepIn(open);
    const first = await timesOf(RUNS, () => page());
    const deep = await timesOf(RUNS, (run) => page(depths.at(run % depths.length)));
    const statements = await statementsOf(() => page());
    const deepStatements = await statementsOf(() => page(depths[0]));
    const others = await timesOf(RUNS, (run) =>
      listDeals(
        ctx,
        listDealsSchema.parse({ sort: DEAL_SORTS.at(run % DEAL_SORTS.length), limit: 50 }),
      ),
    );
    const withTotals = await timesOf(RUNS, () =>
      getDealsPage(ctx, { id: BENCH_TEAM }, listDealsSchema.parse({ sort: "risk", limit: 50 })),
    );
    return [
      atMost(
        "Deals by risk, first 50, p95",
        percentile(first, 0.95),
        BAR_MS,
        "ms",
        `${statements} statements`,
      ),
      atMost(
        "Deals by risk, deep pages, p95",
        percentile(deep, 0.95),
        BAR_MS,
        "ms",
        `${deepStatements} statements`,
      ),
      atMost("Deals in any order, first 50, p95", percentile(others, 0.95), BAR_MS, "ms"),
      atMost("Deals page with its totals, p95", percentile(withTotals, 0.95), BAR_MS, "ms"),
    ];
  },
};

/** Cursors of rows all over the list, as following the pages would have given them. */
async function cursorsDeepIn(open: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string; key: string }[]>`
    SELECT id, "riskScore"::text AS key FROM (
      SELECT id, "riskScore", row_number() OVER (ORDER BY "riskScore" DESC, id) AS place
      FROM "Deal" WHERE "workspaceId" = ${BENCH_TEAM} AND "isOpen"
    ) ranked
    WHERE place % ${Math.max(1, Math.floor(open / 20))}::int = 0 AND place < ${open - 100}`;
  return rows.map(({ id, key }) => encodeCursor([key, id]));
}
