import { dealStateAt } from "../replay.ts";
import type { RiskDeal, RiskEvent } from "../types.ts";

/**
 * The whole recorded life of a deal, of which a back-test shows the engine only the part before the
 * moment it asks about. Stage names are the source's own, in any number.
 */
export type DealHistory = {
  id: string;
  createdAt: number;
  /** In time order. */
  stages: readonly { stage: string; enteredAt: number }[];
  /** Touchpoints, and changes of close date and next step where the source has them. */
  events: readonly RiskEvent[];
  outcome: "won" | "lost" | null;
  /** Known only from that moment on. */
  closedAt: number | null;
  /** The deal as it is now, where close date and next step can be traced back from it. */
  record: RiskDeal | null;
};

/** Stands for the time before the first stage that the source knows. */
const FIRST_STAGE_UNKNOWN = "open";

/** The deal as it stood at `at`; null before it was created. */
export function dealAt(history: DealHistory, at: number): RiskDeal | null {
  const { createdAt, record } = history;
  if (createdAt > at) return null;
  let stage = FIRST_STAGE_UNKNOWN;
  let stageEnteredAt = createdAt;
  for (const entry of history.stages) {
    if (entry.enteredAt > at) break;
    stage = entry.stage;
    stageEnteredAt = entry.enteredAt;
  }
  const traced = record === null ? null : dealStateAt(record, history.events, at);
  const isClosed = isClosedBy(history, at);
  return {
    stage,
    stageEnteredAt,
    createdAt,
    isClosed,
    closedAt: isClosed ? history.closedAt : null,
    expectedCloseOn: traced?.expectedCloseOn ?? null,
    nextStep: traced?.nextStep ?? null,
    nextStepDueOn: traced?.nextStepDueOn ?? null,
    timeZone: record?.timeZone ?? "UTC",
  };
}

export function isClosedBy({ outcome, closedAt }: DealHistory, at: number): boolean {
  return outcome !== null && closedAt !== null && closedAt <= at;
}

/** The history of one of the product's own deals, from its present state and its event log. */
export function historyOf(id: string, deal: RiskDeal, events: readonly RiskEvent[]): DealHistory {
  const changes = events
    .filter((event) => event.type === "stage_changed")
    .sort((a, b) => a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt);
  const first = changes[0]?.from ?? deal.stage;
  const stages = [{ stage: textOf(first), enteredAt: deal.createdAt }];
  for (const { to, occurredAt } of changes) {
    stages.push({ stage: textOf(to), enteredAt: occurredAt });
  }
  const outcome =
    deal.stage === "closed_won" ? "won" : deal.stage === "closed_lost" ? "lost" : null;
  return {
    id,
    createdAt: deal.createdAt,
    stages,
    events,
    outcome,
    closedAt: outcome === null ? null : deal.closedAt,
    record: deal,
  };
}

function textOf(value: RiskEvent["from"]): string {
  return typeof value === "string" ? value : FIRST_STAGE_UNKNOWN;
}
