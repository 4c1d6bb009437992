import { TOUCHPOINT_TYPES } from "#lib/deals/event-types.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import { type DealDomainEvent, type DomainEvent, isDealEvent } from "#lib/events/domain-event.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { assessRisk } from "#lib/risk/assess-risk.ts";
import { firstActionAt, outlookOf } from "#lib/risk/outlook.ts";
import { priority } from "#lib/risk/priority.ts";
import { type LoadedDeal, loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import type { RiskAssessment } from "#lib/risk/types.ts";

/** A snapshot is kept when the band moves or the score moves by at least this much. */
export const SNAPSHOT_STEP = 0.01;
const TOUCHPOINTS: ReadonlySet<string> = new Set(TOUCHPOINT_TYPES);

export type RecomputeCause = "change" | "time";

/** These leave every factor of the score as it was. */
const WITHOUT_EFFECT: ReadonlySet<DomainEvent["name"]> = new Set([
  "deal.band_changed",
  "deal.action_overdue",
  "deal.commented",
  "deal.comment_edited",
  "deal.comment_deleted",
  "deal.snoozed",
  "deal.woken",
]);

/**
 * Whatever happened to a deal, its stored risk is right again when the transaction commits. A band that
 * moved is a happening of its own, unless only a file told of the past: that is no news about today.
 */
export const recomputeRiskOf: Consumer = async (tx, origin, events) => {
  const causes = events.filter(isDealEvent).filter(({ name }) => !WITHOUT_EFFECT.has(name));
  const ids = [...new Set(causes.map((event) => event.dealId))];
  const moves = await recomputeRisk(tx, ids, { now: origin.now, cause: "change" });
  const isNews = new Set(causes.filter(tellsOfToday).map((event) => event.dealId));
  return moves.filter(({ dealId }) => isNews.has(dealId));
};

function tellsOfToday(event: DealDomainEvent): boolean {
  if (event.name === "deal.imported") return event.outcome === "updated";
  return event.name !== "deal.history_imported";
}

/**
 * Assesses the given deals and stores the results: a fixed number of statements for any number. Gives
 * the open deals whose band is another than before.
 */
export async function recomputeRisk(
  tx: Tx,
  dealIds: readonly string[],
  { now, cause }: { now: Date; cause: RecomputeCause },
): Promise<DealDomainEvent[]> {
  if (dealIds.length === 0) return [];
  const loaded = await loadRiskInputs(tx, dealIds, now);
  const results = loaded.map((deal) => ({ deal, assessment: assessRisk(deal.input) }));
  const rows = JSON.stringify(results.map(({ deal, assessment }) => toColumns(deal, assessment)));
  await tx.$executeRaw`
    UPDATE "Deal" d SET
      "riskScore" = x.score, "riskBand" = x.band::"Band", "riskReasons" = x.reasons,
      "riskAction" = x.action, "actionDueAt" = to_timestamp(x."actionDueAt" / 1000),
      "riskComputedAt" = ${now},
      "riskValidUntil" = to_timestamp(x."validUntil" / 1000),
      "riskPolicyVersion" = x.policy, "riskNormsId" = x."normsId", priority = x.priority, "priorityReason" = x."priorityReason",
      "lastActivityAt" = to_timestamp(x."lastActivityAt" / 1000)
    FROM jsonb_to_recordset(${rows}::jsonb) AS x(
      id text, score float8, band text, reasons text[], action jsonb, "actionDueAt" float8, "validUntil" float8,
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
  return results.flatMap(({ deal, assessment }) => bandMove(deal, assessment, now));
}

function bandMove(
  { id, workspaceId, input, stored }: LoadedDeal,
  { band, score, reasons }: RiskAssessment,
  now: Date,
): DealDomainEvent[] {
  if (!stored.isComputed || input.deal.isClosed || stored.band === band) return [];
  const happened = { workspaceId, dealId: id, occurredAt: now };
  return [{ name: "deal.band_changed", ...happened, from: stored.band, to: band, score, reasons }];
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
    actionDueAt: assessment.recommendedAction?.dueAt ?? firstActionAt(input),
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
