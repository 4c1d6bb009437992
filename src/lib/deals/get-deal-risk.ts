import type { Context } from "#lib/access/context.ts";
import { loadDealReplay, requireInputAt } from "#lib/deals/load-deal-replay.ts";
import { reportRisk } from "#lib/risk/report-risk.ts";
import type { Known, RiskReport } from "#lib/risk/types.ts";

/**
 * The full assessment of a deal, now or at a moment in the past: as it was stored then, or (known
 * "later") as today's rules see what had happened by then, whenever it was written down.
 *
 * @throws AppError not_found, or invalid_input for a moment in the future or before the deal.
 */
export async function getDealRisk(
  ctx: Context,
  id: string,
  at?: Date,
  known?: Known,
): Promise<RiskReport> {
  const replay = await loadDealReplay(ctx, id);
  return reportRisk(at ? await requireInputAt(ctx, replay, "at", at, known) : replay.now);
}
