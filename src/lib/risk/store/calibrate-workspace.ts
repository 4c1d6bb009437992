import type { DbOrTx } from "#lib/platform/db.ts";
import { findAutomaticClosures } from "#lib/risk/backtest/automatic-closures.ts";
import { type DealHistory, historyOf } from "#lib/risk/backtest/deal-history.ts";
import { fitLooks, isEnough, type Look, weeklyLooks } from "#lib/risk/backtest/fit-calibration.ts";
import { CALIBRATION_SAMPLE } from "#lib/risk/constants.ts";
import { loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import { loadPolicies } from "#lib/risk/store/load-settings.ts";
import type { Calibration, ClosingRule, RiskNorms } from "#lib/risk/types.ts";

/** Deals replayed without a pause: between two batches the process serves others. */
const BATCH = 250;

/**
 * Loss probability as a workspace's newest closed deals teach it, or null where too few were won or
 * lost. A function of those deals and the rules alone: looks are counted back from the last close, so
 * that it comes out the same until another deal closes. Deals whose stage history is only assumed are
 * left out. For a job, not for a request: seconds at its limit.
 */
export async function calibrateWorkspace(
  client: DbOrTx,
  workspaceId: string,
  norms: RiskNorms,
  now: Date,
): Promise<Calibration | null> {
  const closed = await client.$queryRaw<{ id: string; isWon: boolean; closedAt: Date }[]>`
    SELECT d.id, d.stage = 'closed_won' AS "isWon", d."closedAt"
    FROM "Deal" d
    WHERE d."workspaceId" = ${workspaceId} AND d.stage IN ('closed_won', 'closed_lost')
      AND d."closedAt" <= ${now} AND d."deletedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "DealEvent" e WHERE e."dealId" = d.id
        AND e.type IN ('deal_created', 'stage_changed') AND e.payload ? 'assumed')
    ORDER BY d."closedAt" DESC, d.id LIMIT ${CALIBRATION_SAMPLE.deals}`;
  const won = closed.filter(({ isWon }) => isWon).length;
  const last = closed[0];
  if (!last || !isEnough({ won, lost: closed.length - won })) return null;
  const policy = (await loadPolicies(client, [workspaceId]))(workspaceId);
  const rules = { norms, policy, asOf: last.closedAt.getTime() };
  const histories: DealHistory[] = [];
  const looks: Look[] = [];
  for (let start = 0; start < closed.length; start += BATCH) {
    const ids = closed.slice(start, start + BATCH).map(({ id }) => id);
    for (const { id, input } of await loadRiskInputs(client, ids, now)) {
      const history = historyOf(id, input.deal, input.events);
      histories.push(history);
      for (const look of weeklyLooks(history, rules)) looks.push(look);
    }
  }
  // The database returns them in any order, and a sum of floats depends on it.
  histories.sort(byText(({ id }) => id));
  looks.sort(byText(({ deal }) => deal));
  const fit = fitLooks(histories, looks);
  return fit && { fittedAt: rules.asOf, ...fit, closingRule: closingRule(histories, looks) };
}

function closingRule(
  histories: readonly DealHistory[],
  looks: readonly Look[],
): ClosingRule | null {
  const found = findAutomaticClosures(histories);
  if (found === null) return null;
  const others = histories.filter(({ id }) => !found.dealIds.has(id));
  const { clock, days, dealIds } = found;
  return { clock, days, deals: dealIds.size, without: fitLooks(others, looks) };
}

function byText<T>(textOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0);
}
