import { OPEN_STAGES } from "#lib/deals/stages.ts";
import { isClosedAt, scoreRisk } from "./assess-risk.ts";
import { dateOn } from "./calendar.ts";
import { DAY_MS, WAY_BACK_CLOSE_DAYS, WAY_BACK_NEXT_STEP_DAYS } from "./constants.ts";
import { stageLabel } from "./factors/factor.ts";
import {
  type Band,
  type RiskDeal,
  type RiskEvent,
  type RiskInput,
  type RiskOutlook,
  WAY_BACK_ACTIONS,
  type WayBackAction,
  type WayBackActionType,
} from "./types.ts";

/**
 * The smallest set of actions that would bring the deal to Low now: all sets are tried by size, on
 * the same function; among the smallest the one with the lowest score wins, then the order of
 * WAY_BACK_ACTIONS. Null when even all of them together do not.
 */
export function wayBack(input: RiskInput): RiskOutlook["wayBack"] {
  if (isClosedAt(input.deal, input.at)) return { actions: [], score: 0 };
  const possible = possibleActions(input).map(({ type }) => type);
  let best: { types: WayBackActionType[]; score: number } | null = null;
  for (const types of subsetsBySize(possible)) {
    if (best !== null && types.length > best.types.length) break;
    const { score, band } = scoreRisk(applyActions(input, types));
    if (band === "low" && (best === null || score < best.score)) best = { types, score };
  }
  if (best === null) return null;
  const actions = best.types.map((type) => ({ type, label: labelOf(input.deal, type) }));
  return { actions, score: best.score };
}

/** What could be done about the deal at all, in the order of WAY_BACK_ACTIONS. */
export function possibleActions(input: RiskInput): WayBackAction[] {
  return WAY_BACK_ACTIONS.filter((type) => isPossible(input, type)).map((type) => ({
    type,
    label: labelOf(input.deal, type),
  }));
}

export type TriedActions = {
  /** With all ticked actions done. */
  score: number;
  band: Band;
  /**
   * Of every possible action: for a ticked one the score once it and the ticked ones before it are
   * done, for another the score if it came on top of all ticked ones.
   */
  steps: (WayBackAction & { isTicked: boolean; score: number })[];
};

/** What the ticked actions would make of the deal, one after the other. */
export function tryActions(input: RiskInput, ticked: readonly WayBackActionType[]): TriedActions {
  const possible = possibleActions(input);
  const chosen = possible.map(({ type }) => type).filter((type) => ticked.includes(type));
  const steps = possible.map((action) => {
    const place = chosen.indexOf(action.type);
    const done = place < 0 ? [...chosen, action.type] : chosen.slice(0, place + 1);
    return { ...action, isTicked: place >= 0, score: scoreRisk(applyActions(input, done)).score };
  });
  return { ...scoreRisk(applyActions(input, chosen)), steps };
}

/** The input as it would be had the actions just been done. Also what trying them out runs. */
export function applyActions(input: RiskInput, types: readonly WayBackActionType[]): RiskInput {
  return types.reduce(applyAction, input);
}

function applyAction(input: RiskInput, type: WayBackActionType): RiskInput {
  const { deal, events, at } = input;
  const after = (change: Partial<RiskDeal>, event?: RiskEvent): RiskInput => ({
    ...input,
    deal: { ...deal, ...change },
    events: event === undefined ? events : [...events, event],
  });
  switch (type) {
    case "reply_received":
      return after({}, eventNow(at, "email_received", "inbound"));
    case "meeting_held":
      return after({}, eventNow(at, "meeting_held", "two_way"));
    case "next_step_dated":
      return after({ nextStepDueOn: dateOn(at + WAY_BACK_NEXT_STEP_DAYS * DAY_MS, deal.timeZone) });
    case "close_date_reset": {
      const from = deal.expectedCloseOn;
      const to = dateOn(at + WAY_BACK_CLOSE_DAYS * DAY_MS, deal.timeZone);
      // Re-setting is a push like any other, and is counted as one.
      const event = { ...eventNow(at, "close_date_changed", null), from, to };
      return after({ expectedCloseOn: to }, event);
    }
    case "stage_advanced":
      return after({ stage: nextStage(deal.stage) ?? deal.stage, stageEnteredAt: at });
  }
}

function eventNow(
  at: number,
  type: RiskEvent["type"],
  direction: RiskEvent["direction"],
): RiskEvent {
  return {
    type,
    direction,
    occurredAt: at,
    recordedAt: at,
    startsAt: null,
    isBackfilled: false,
    from: null,
    to: null,
  };
}

function isPossible({ deal }: RiskInput, type: WayBackActionType): boolean {
  if (type === "stage_advanced") return nextStage(deal.stage) !== null;
  if (type === "close_date_reset") return deal.expectedCloseOn !== null;
  return true;
}

/** The open stage after this one; null in the last and in a pipeline whose order is not known. */
function nextStage(stage: string): string | null {
  const index = (OPEN_STAGES as readonly string[]).indexOf(stage);
  return index < 0 ? null : (OPEN_STAGES[index + 1] ?? null);
}

function labelOf(deal: RiskDeal, type: WayBackActionType): string {
  switch (type) {
    case "reply_received":
      return "A reply from the customer";
    case "meeting_held":
      return "A call or meeting held";
    case "next_step_dated":
      return "A next step with a date";
    case "close_date_reset":
      return "A new close date agreed";
    case "stage_advanced":
      return `The move to ${stageLabel(nextStage(deal.stage) ?? deal.stage)}`;
  }
}

function subsetsBySize(items: readonly WayBackActionType[]): WayBackActionType[][] {
  const subsets: WayBackActionType[][] = [];
  for (let mask = 0; mask < 1 << items.length; mask += 1) {
    subsets.push(items.filter((_, index) => (mask >> index) & 1));
  }
  return subsets.sort((a, b) => a.length - b.length);
}
