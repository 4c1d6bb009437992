import { type DealRow, toDeal } from "#lib/deals/queries.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import { db } from "#lib/platform/db.ts";
import { assessRisk } from "#lib/risk/assess-risk.ts";
import { priority } from "#lib/risk/priority.ts";
import { loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import type { RiskAssessment, RiskInput } from "#lib/risk/types.ts";

/**
 * Deals as callers see them, their risk as of now. What is stored keeps its band until it is due, but
 * the score creeps while a deal is silent: shown as stored in a list and as computed on its page, one
 * deal would have two scores. A fixed number of statements for any number of rows.
 */
export async function withCurrentRisk(rows: readonly DealRow[], now: Date): Promise<DealDto[]> {
  return (await assessNow(rows, now)).map(({ deal }) => deal);
}

/** The same, with the whole assessment of each open deal and what it was made from. */
export async function assessNow(
  rows: readonly DealRow[],
  now: Date,
): Promise<{ deal: DealDto; input: RiskInput | null; assessment: RiskAssessment | null }[]> {
  const open = rows.filter(({ isOpen }) => isOpen).map(({ id }) => id);
  const loaded = await loadRiskInputs(db(), open, now);
  const current = new Map(loaded.map((deal) => [deal.id, deal]));
  return rows.map((row) => {
    const deal = toDeal(row);
    const known = current.get(row.id);
    if (!known) return { deal, input: null, assessment: null };
    const { input } = known;
    const assessment = assessRisk(input);
    const { score, band, reasons } = assessment;
    const rank = priority({
      risk: score,
      valueMinor: known.baseValue,
      stage: row.stage,
      norms: input.norms,
    });
    const risk = { ...deal.risk, score, band, reasons };
    return {
      deal: { ...deal, risk, priority: rank.value, priorityReason: rank.reason },
      input,
      assessment,
    };
  });
}
