import { dayWords } from "../calendar.ts";
import { DAY_MS, NEXT_STEP_DAYS, NEXT_STEP_LEVEL } from "../constants.ts";
import type { Facts } from "../facts.ts";
import { ABSTAINS, countOf, type Factor, round2, wholeDays } from "./factor.ts";

/**
 * Missing next step: no agreed meeting ahead and no dated next step. Each state has a level
 * (NEXT_STEP_LEVEL) that the value approaches over NEXT_STEP_DAYS from the moment it began, so that
 * there is time to plan after a conversation: without a step since the customer last spoke (or the
 * last meeting, or creation), overdue since the due date's end. An invitation the customer has not
 * taken up is no meeting.
 */
export const nextStep: Factor = {
  key: "next_step",

  value(facts) {
    const state = stateOf(facts);
    if (state === "unknown") return ABSTAINS;
    if (state === "planned") return 0;
    const days = Math.max(0, facts.at - beginOf(facts, state)) / DAY_MS;
    return NEXT_STEP_LEVEL[state] * (1 - Math.exp(-days / NEXT_STEP_DAYS));
  },

  explain(facts) {
    const state = stateOf(facts);
    const { deal, at } = facts;
    const evidence = {
      state,
      nextStepDueOn: deal.nextStepDueOn,
      days: state === "planned" ? 0 : round2((at - beginOf(facts, state)) / DAY_MS),
    };
    if (state === "overdue") {
      const late = countOf(Math.ceil((at - facts.nextStepDueAt) / DAY_MS), "day");
      return {
        reason: `Next step overdue by ${late} (due ${dayWords(deal.nextStepDueOn)})`,
        evidence,
      };
    }
    if (state === "planned") {
      const planned = hasMeetingAhead(facts)
        ? `Next meeting in ${countOf(wholeDays(at, facts.meetingAt), "day")}`
        : `Next step due ${dayWords(deal.nextStepDueOn)}`;
      return { reason: planned, evidence };
    }
    const days = countOf(wholeDays(beginOf(facts, state), at), "day");
    return state === "undated"
      ? { reason: `Next step has no date; no meeting planned for ${days}`, evidence }
      : { reason: `No next step and no meeting planned for ${days}`, evidence };
  },

  missing(facts) {
    return facts.sources.calendar ? "no next steps recorded" : "no calendar connected";
  },

  action(facts) {
    const state = stateOf(facts);
    if (state === "overdue") {
      return { label: "Do the overdue next step, or agree a new date", dueAt: facts.nextStepDueAt };
    }
    return {
      label: state === "undated" ? "Give the next step a date" : "Agree a next step with a date",
      dueAt: beginOf(facts, state) + NEXT_STEP_DAYS * DAY_MS,
    };
  },
};

type NextStepState = "planned" | "missing" | "undated" | "overdue" | "unknown";

function stateOf(facts: Facts): NextStepState {
  const { deal, sources } = facts;
  if (facts.at > facts.nextStepDueAt) return "overdue";
  if (hasMeetingAhead(facts) || !Number.isNaN(facts.nextStepDueAt)) return "planned";
  if (deal.nextStep !== null) return "undated";
  return sources.calendar || sources.nextSteps ? "missing" : "unknown";
}

function hasMeetingAhead(facts: Facts): boolean {
  return facts.meetingAt > facts.at;
}

function beginOf(facts: Facts, state: NextStepState): number {
  if (state === "overdue") return facts.nextStepDueAt;
  return Math.max(facts.deal.createdAt, facts.lastBuyerAt, facts.meetingAt);
}
