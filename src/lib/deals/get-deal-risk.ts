import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import { db } from "#lib/platform/db.ts";
import { invalid, notFound } from "#lib/platform/errors.ts";
import { replayInput } from "#lib/risk/replay.ts";
import { reportRisk } from "#lib/risk/report-risk.ts";
import { loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import type { RiskReport } from "#lib/risk/types.ts";

/**
 * The full assessment of a deal, now or as it was at a moment in the past, under today's norms and
 * policy.
 *
 * @throws AppError not_found, or invalid_input for a moment in the future or before the deal.
 */
export async function getDealRisk(ctx: Context, id: string, at?: Date): Promise<RiskReport> {
  const deal = await db().deal.findFirst({
    where: { id, ...dealScope(ctx, "deal.read") },
    select: { id: true, createdAt: true },
  });
  if (!deal) throw notFound("That deal");
  if (at && at > ctx.now) throw invalid("at", "lies in the future: only the past can be replayed");
  const [loaded] = await loadRiskInputs(db(), [deal.id], ctx.now);
  if (!loaded) throw notFound("That deal");
  if (!at) return reportRisk(loaded.input);
  const then = replayInput({ ...loaded.input, at: at.getTime(), known: "then" });
  if (!then) {
    throw invalid("at", `lies before the deal was created (${deal.createdAt.toISOString()})`);
  }
  return reportRisk(then);
}
