import type { Context } from "#lib/access/context.ts";
import { type DealReplay, loadDealReplay, requireInputAt } from "#lib/deals/load-deal-replay.ts";
import { invalid } from "#lib/platform/errors.ts";
import { assessRisk } from "#lib/risk/assess-risk.ts";
import { explainMove, type RiskMove } from "#lib/risk/explain-move.ts";

const WEEK_MS = 7 * 86_400_000;

/**
 * Why a deal's score moved between two moments, factor by factor, each as it was known then. Without
 * moments: the last week, or the deal's whole life where that is shorter.
 *
 * @throws AppError not_found, or invalid_input for moments in the future, before the deal, or in the
 *   wrong order.
 */
export async function explainRiskChange(
  ctx: Context,
  id: string,
  { from, to }: { from?: Date | undefined; to?: Date | undefined },
): Promise<RiskMove> {
  const replay = await loadDealReplay(ctx, id);
  const end = to ?? ctx.now;
  const begin = from ?? weekBefore(replay, end);
  if (begin > end) throw invalid("from", "must not lie after to");
  return explainMove(
    assessRisk(await requireInputAt(ctx, replay, "from", begin)),
    assessRisk(to ? await requireInputAt(ctx, replay, "to", to) : replay.now),
  );
}

/** A week before the moment, or when the deal became known if that was later. */
export function weekBefore({ now }: DealReplay, moment: Date): Date {
  const created = now.events.find(({ type }) => type === "deal_created");
  const known = created?.recordedAt ?? now.deal.createdAt;
  return new Date(Math.max(moment.getTime() - WEEK_MS, Math.min(known, moment.getTime())));
}
