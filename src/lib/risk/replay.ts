import { isClosedStage, isStage } from "#lib/deals/stages.ts";
import type { RiskDeal, RiskEvent, RiskEventValue, RiskInput } from "./types.ts";

/**
 * Replay: the input of an assessment as it was at a moment in the past.
 *
 * - known "then": only what had been recorded by `at`, so the result is the one that was stored.
 * - known "later": what had happened by `at`, whenever somebody wrote it down.
 */
export type Known = "then" | "later";

/**
 * Input for `assessRisk` at `at`, from the deal and all its events as they are now. Null when there
 * was no such deal yet. Norms and policy are the caller's: those in force at `at` replay what was
 * stored, today's show what today's rules would have said.
 */
export function replayInput(input: RiskInput & { known: Known }): RiskInput | null {
  const { deal, events, norms, policy, at, known } = input;
  const isSeen = seenAt(at, known);
  const then = rebuildDeal(deal, events, at, isSeen);
  if (then === null) return null;
  return { deal: then, events: events.filter(isSeen), norms, policy, at };
}

/**
 * The deal as it stood at `at`: from its present state, with the changes after `at` taken back.
 * Null before it was created.
 */
export function dealStateAt(
  deal: RiskDeal,
  events: readonly RiskEvent[],
  at: number,
  known: Known = "later",
): RiskDeal | null {
  return rebuildDeal(deal, events, at, seenAt(at, known));
}

type IsSeen = (event: RiskEvent) => boolean;

function seenAt(at: number, known: Known): IsSeen {
  return known === "then"
    ? (event) => event.occurredAt <= at && event.recordedAt <= at
    : (event) => event.occurredAt <= at;
}

function rebuildDeal(
  deal: RiskDeal,
  events: readonly RiskEvent[],
  at: number,
  isSeen: IsSeen,
): RiskDeal | null {
  if (deal.createdAt > at) return null;
  if (events.some((event) => event.type === "deal_created" && !isSeen(event))) return null;
  const stage = fieldAt(events, "stage_changed", isSeen);
  const closeDate = fieldAt(events, "close_date_changed", isSeen);
  const nextStep = fieldAt(events, "next_step_changed", isSeen);
  return {
    ...deal,
    ...stageState(deal, stage, at),
    ...(closeDate === null ? {} : { expectedCloseOn: textOf(closeDate.value) }),
    ...(nextStep === null ? {} : nextStepState(nextStep.value)),
  };
}

/**
 * A field's value at the moment, when it has changed since; null when the present value stood then.
 * It is what the last seen change made it, or else what the first unseen one found.
 */
function fieldAt(
  events: readonly RiskEvent[],
  type: RiskEvent["type"],
  isSeen: IsSeen,
): { value: RiskEventValue; since: number | null } | null {
  let last: RiskEvent | null = null;
  let next: RiskEvent | null = null;
  for (const event of events) {
    if (event.type !== type) continue;
    if (isSeen(event)) {
      if (last === null || isBefore(last, event)) last = event;
    } else if (next === null || isBefore(event, next)) next = event;
  }
  if (next === null) return null;
  return last === null
    ? { value: next.from, since: null }
    : { value: last.to, since: last.occurredAt };
}

function isBefore(a: RiskEvent, b: RiskEvent): boolean {
  return (
    a.occurredAt < b.occurredAt || (a.occurredAt === b.occurredAt && a.recordedAt < b.recordedAt)
  );
}

function stageState(
  deal: RiskDeal,
  change: ReturnType<typeof fieldAt>,
  at: number,
): Pick<RiskDeal, "stage" | "stageEnteredAt" | "isClosed" | "closedAt"> {
  if (change === null || typeof change.value !== "string") {
    const closed = deal.isClosed && (deal.closedAt === null || deal.closedAt <= at);
    return {
      stage: deal.stage,
      stageEnteredAt: deal.stageEnteredAt <= at ? deal.stageEnteredAt : deal.createdAt,
      isClosed: closed,
      closedAt: closed ? deal.closedAt : null,
    };
  }
  const stageEnteredAt = change.since ?? deal.createdAt;
  const closed = isStage(change.value) && isClosedStage(change.value);
  return {
    stage: change.value,
    stageEnteredAt,
    isClosed: closed,
    closedAt: closed ? stageEnteredAt : null,
  };
}

function nextStepState(value: RiskEventValue): Pick<RiskDeal, "nextStep" | "nextStepDueOn"> {
  if (value === null || typeof value === "string") return { nextStep: null, nextStepDueOn: null };
  return { nextStep: value.text ?? null, nextStepDueOn: value.dueOn ?? null };
}

function textOf(value: RiskEventValue): string | null {
  return typeof value === "string" ? value : null;
}
