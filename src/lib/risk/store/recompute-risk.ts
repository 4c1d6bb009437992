import { TOUCHPOINT_TYPES } from "#lib/deals/event-types.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { assessRisk } from "#lib/risk/assess-risk.ts";
import { outlookOf } from "#lib/risk/outlook.ts";
import { priority } from "#lib/risk/priority.ts";
import { type LoadedDeal, loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import type { RiskAssessment } from "#lib/risk/types.ts";

/** A snapshot is kept when the band moves or the score moves by at least this much. */
export const SNAPSHOT_STEP = 0.01;
const TOUCHPOINTS: ReadonlySet<string> = new Set(TOUCHPOINT_TYPES);

export type RecomputeCause = "change" | "time";

/** Whatever happened to a deal, its stored risk is right again when the transaction commits. */
export const recomputeRiskOf: Consumer = async (tx, ctx, events) => {
  const ids = [...new Set(events.map((event) => event.dealId))];
  await recomputeRisk(tx, ids, { now: ctx.now, cause: "change" });
};

/** Assesses the given deals and stores the results: a fixed number of statements for any number. */
export async function recomputeRisk(
  tx: Tx,
  dealIds: readonly string[],
  { now, cause }: { now: Date; cause: RecomputeCause },
): Promise<void> {
  const loaded = await loadRiskInputs(tx, dealIds, now);
  const results = loaded.map((deal) => ({ deal, assessment: assessRisk(deal.input) }));
  const rows = JSON.stringify(results.map(({ deal, assessment }) => toColumns(deal, assessment)));
  await tx.$executeRaw`
    UPDATE "Deal" d SET
      "riskScore" = x.score, "riskBand" = x.band::"Band", "riskReasons" = x.reasons,
      "riskAction" = x.action, "riskComputedAt" = ${now},
      "riskValidUntil" = to_timestamp(x."validUntil" / 1000),
      "riskPolicyVersion" = x.policy, "riskNormsId" = x."normsId", priority = x.priority, "priorityReason" = x."priorityReason",
      "lastActivityAt" = to_timestamp(x."lastActivityAt" / 1000)
    FROM jsonb_to_recordset(${rows}::jsonb) AS x(
      id text, score float8, band text, reasons text[], action jsonb, "validUntil" float8,
      policy int, "normsId" text, priority float8, "priorityReason" text, "lastActivityAt" float8)
    WHERE d.id = x.id`;
  const snapshots = results.filter(({ deal, assessment }) => isWorthKeeping(deal, assessment));
  await insertRows(
    tx,
    "RiskSnapshot",
    snapshots.map(({ deal, assessment }) => ({
      id: newId(now),
      dealId: deal.id,
      at: now,
      score: assessment.score,
      band: assessment.band,
      factors: assessment.factors,
      reasons: assessment.reasons,
      policyVersion: assessment.policyVersion,
      normsId: deal.normsId,
      cause,
    })),
  );
}

function toColumns(deal: LoadedDeal, assessment: RiskAssessment) {
  const { input, baseValue } = deal;
  const rank = priority({
    risk: assessment.score,
    valueMinor: baseValue,
    stage: input.deal.stage,
    norms: input.norms,
  });
  return {
    id: deal.id,
    score: assessment.score,
    band: assessment.band,
    reasons: assessment.reasons,
    action: assessment.recommendedAction,
    validUntil: outlookOf(input).validUntil,
    policy: assessment.policyVersion,
    normsId: deal.normsId,
    priority: rank.value,
    priorityReason: rank.reason,
    lastActivityAt: lastActivityAt(input),
  };
}

function lastActivityAt({ events, at }: LoadedDeal["input"]): number | null {
  let last = -Infinity;
  for (const { type, occurredAt } of events) {
    if (occurredAt > last && occurredAt <= at && TOUCHPOINTS.has(type)) last = occurredAt;
  }
  return last === -Infinity ? null : last;
}

function isWorthKeeping({ stored }: LoadedDeal, { score, band }: RiskAssessment): boolean {
  return (
    !stored.isComputed || stored.band !== band || Math.abs(stored.score - score) >= SNAPSHOT_STEP
  );
}

/** A deal that changed while this ran was assessed as of then; its result must not go back in time. */
export function latest(now: Date, rows: readonly { riskComputedAt: Date | null }[]): Date {
  return new Date(
    Math.max(now.getTime(), ...rows.map((row) => row.riskComputedAt?.getTime() ?? 0)),
  );
}
