import { isStage, STAGE_LABELS } from "#lib/deals/stages.ts";
import { DAY_MS } from "../constants.ts";
import type { Facts } from "../facts.ts";
import type { Evidence, FactorKey } from "../types.ts";

/** What a factor returns instead of a value when it has no data to judge by. */
export const ABSTAINS = -1;

/** One sign of danger. All methods are pure; only `value` runs in the inner loop of searches. */
export type Factor = {
  key: FactorKey;
  /** 0–1, or ABSTAINS. Never falls as time passes, but for competition. */
  value: (facts: Facts) => number;
  /** One sentence with its numbers. Called only when the factor does not abstain. */
  explain: (facts: Facts) => { reason: string; evidence: Evidence };
  /** Why it abstains, as the coverage names it. */
  missing: (facts: Facts) => string;
  /** What would help, and by when: fixed by the facts, so that it can be overdue. */
  action: (facts: Facts) => { label: string; dueAt: number };
};

/** Whole days between, not negative. */
export function wholeDays(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / DAY_MS));
}

export function countOf(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}

/** Days for a sentence: whole from ten on, one decimal below. */
export function readableDays(days: number): string {
  return days >= 10 ? String(Math.round(days)) : String(Math.round(days * 10) / 10);
}

export function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

export function stageLabel(stage: string): string {
  return isStage(stage) ? STAGE_LABELS[stage] : stage;
}
