import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import { db } from "#lib/platform/db.ts";
import { invalid, notFound } from "#lib/platform/errors.ts";
import { replayInput } from "#lib/risk/replay.ts";
import { loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import { loadRulesAt } from "#lib/risk/store/load-rules-at.ts";
import type { Known, RiskInput } from "#lib/risk/types.ts";

/** A deal's whole log, read once, from which any moment of its past can be assessed. */
export type DealReplay = {
  /** As of now, under the rules in force. */
  now: RiskInput;
  deal: { id: string; workspaceId: string };
  /**
   * The input at a moment in the past; null when there was no such deal yet. Known "then" takes the
   * rules that were in force, so that the result is the one that was stored; known "later" takes
   * today's.
   */
  inputAt: (at: Date, known?: Known) => Promise<RiskInput | null>;
};

/** @throws AppError not_found. */
export async function loadDealReplay(ctx: Context, id: string): Promise<DealReplay> {
  const deal = await db().deal.findFirst({
    where: { id, ...dealScope(ctx, "deal.read") },
    select: { id: true, workspaceId: true },
  });
  if (!deal) throw notFound("That deal");
  const [loaded] = await loadRiskInputs(db(), [deal.id], ctx.now);
  if (!loaded) throw notFound("That deal");
  const { input } = loaded;
  return {
    now: input,
    deal,
    async inputAt(at, known = "then") {
      const rules = known === "then" ? await loadRulesAt(db(), deal, at) : null;
      return replayInput({ ...input, ...rules, at: at.getTime(), known });
    },
  };
}

/**
 * The same, for a moment that a caller asks for by the name of `path`.
 *
 * @throws AppError invalid_input for a moment in the future or before the deal.
 */
export async function requireInputAt(
  ctx: Context,
  replay: DealReplay,
  path: string,
  at: Date,
  known?: Known,
): Promise<RiskInput> {
  if (at > ctx.now) throw invalid(path, "lies in the future: only the past can be replayed");
  const input = await replay.inputAt(at, known);
  if (input) return input;
  const created = replay.now.events.find(({ type }) => type === "deal_created");
  const knownAt = created && known !== "later" ? created.recordedAt : replay.now.deal.createdAt;
  throw invalid(path, `lies before the deal was known (${new Date(knownAt).toISOString()})`);
}
