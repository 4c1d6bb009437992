import { isClosedStage, isStage } from "#lib/deals/stages.ts";
import { stageSince } from "./stage-since.ts";
import type { Known, RiskDeal, RiskEvent, RiskEventValue, RiskInput } from "./types.ts";

/*
 * Replay: the input of an assessment as it was at a moment in the past.
 *
 * - known "then": only what had been recorded by `at`, so the result is the one that was stored. The
 *   record is rebuilt in the order in which it was changed; back-filled changes never changed it.
 * - known "later": what had happened by `at`, whenever somebody wrote it down, in the order in which
 *   it happened.
 */

/**
 * Input for `assessRisk` at `at`, from the deal and all its events as they are now. Null when there
 * was no such deal yet. Norms and policy are the caller's: those in force at `at` replay what was
 * stored, today's show what today's rules would have said.
 */
export function replayInput(input: RiskInput & { known: Known }): RiskInput | null {
  const { deal, events, norms, policy, at, known } = input;
  const then = dealStateAt(deal, events, at, known);
  if (then === null) return null;
  // What was planned ahead by then stays in: it decides how long the assessment holds.
  const seen = events.filter(
    ({ recordedAt, occurredAt }) => recordedAt <= at || (known === "later" && occurredAt <= at),
  );
  return { deal: then, events: seen, norms, policy, at };
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
  const created = events.find(({ type }) => type === "deal_created");
  const beganAt = known === "then" && created !== undefined ? created.recordedAt : deal.createdAt;
  if (beganAt > at) return null;
  const then = { ...deal, createdAt: createdAtThen(deal, created, at, known) };
  const stage = fieldAt(events, "stage_changed", at, known);
  const closeDate = fieldAt(events, "close_date_changed", at, known);
  const nextStep = fieldAt(events, "next_step_changed", at, known);
  return {
    ...then,
    ...stageState(then, events, stage, at, known),
    ...(closeDate === null ? {} : { expectedCloseOn: textOf(closeDate.value) }),
    ...(nextStep === null ? {} : nextStepState(nextStep.value)),
  };
}

/** A history that reaches further back than the record moves its creation. */
function createdAtThen(
  deal: RiskDeal,
  created: RiskEvent | undefined,
  at: number,
  known: Known,
): number {
  const before = created?.from;
  if (known === "later" || !before || typeof before === "string") return deal.createdAt;
  const { createdAt, until } = before;
  return createdAt && until && Date.parse(until) > at ? Date.parse(createdAt) : deal.createdAt;
}

/**
 * A field's value at the moment, when it has changed since; null when the present value stood then.
 * It is what the last seen change made it, or else what the first unseen one found.
 */
function fieldAt(
  events: readonly RiskEvent[],
  type: RiskEvent["type"],
  at: number,
  known: Known,
): { value: RiskEventValue; last: RiskEvent | null } | null {
  let last: RiskEvent | null = null;
  let next: RiskEvent | null = null;
  for (const event of events) {
    if (event.type !== type || (known === "then" && event.isBackfilled)) continue;
    const moment = known === "then" ? event.recordedAt : event.occurredAt;
    if (moment <= at) {
      if (last === null || isBefore(last, event, known)) last = event;
    } else if (next === null || isBefore(event, next, known)) next = event;
  }
  if (next === null) return null;
  return { value: last === null ? next.from : last.to, last };
}

function isBefore(a: RiskEvent, b: RiskEvent, known: Known): boolean {
  const happened = a.occurredAt - b.occurredAt;
  const recorded = a.recordedAt - b.recordedAt;
  return (known === "then" ? recorded || happened : happened || recorded) < 0;
}

function stageState(
  deal: RiskDeal,
  events: readonly RiskEvent[],
  change: ReturnType<typeof fieldAt>,
  at: number,
  known: Known,
): Pick<RiskDeal, "stage" | "stageEnteredAt" | "isClosed" | "closedAt"> {
  if (change === null || typeof change.value !== "string") {
    const closed = deal.isClosed && (deal.closedAt === null || deal.closedAt <= at);
    return {
      stage: deal.stage,
      stageEnteredAt: unchangedSince(deal, events, at, known),
      isClosed: closed,
      closedAt: closed ? deal.closedAt : null,
    };
  }
  const stage = change.value;
  const closed = isStage(stage) && isClosedStage(stage);
  return {
    stage,
    stageEnteredAt: stageSince({ deal, events, stage, last: change.last, at, known }),
    isClosed: closed,
    closedAt: closed ? (change.last?.occurredAt ?? deal.createdAt) : null,
  };
}

/** The stage is the present one, but since when may have been learnt later. */
function unchangedSince(
  deal: RiskDeal,
  events: readonly RiskEvent[],
  at: number,
  known: Known,
): number {
  if (known === "later") {
    return deal.stageEnteredAt <= at ? deal.stageEnteredAt : deal.createdAt;
  }
  const isCorrected = events.some(
    ({ type, isBackfilled, recordedAt }) =>
      type === "stage_changed" && isBackfilled && recordedAt > at,
  );
  if (!isCorrected) return deal.stageEnteredAt;
  let last: RiskEvent | null = null;
  for (const event of events) {
    if (event.type !== "stage_changed" || event.isBackfilled) continue;
    if (last === null || isBefore(last, event, known)) last = event;
  }
  return stageSince({ deal, events, stage: deal.stage, last, at, known });
}

function nextStepState(value: RiskEventValue): Pick<RiskDeal, "nextStep" | "nextStepDueOn"> {
  if (value === null || typeof value === "string") return { nextStep: null, nextStepDueOn: null };
  return { nextStep: value.text ?? null, nextStepDueOn: value.dueOn ?? null };
}

function textOf(value: RiskEventValue): string | null {
  return typeof value === "string" ? value : null;
}
