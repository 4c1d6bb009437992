import { AUTOMATIC, DAY_MS } from "../constants.ts";
import { TOUCH, touchOf } from "../touch.ts";
import { CLOSURE_CLOCKS, type ClosureClock } from "../types.ts";
import type { DealHistory } from "./deal-history.ts";

export type AutomaticClosures = {
  clock: ClosureClock;
  /** Whole days after which the rule seems to act. */
  days: number;
  /** Ids of the lost deals that closed then. */
  dealIds: ReadonlySet<string>;
};

/**
 * Finds a rule that closes deals after so many days: people lose deals on any day, a rule on one. For
 * each clock the lost deals are counted by whole days from its last tick to the close; a day with
 * many more than its surroundings is a rule. Null when there is none. A figure that such a rule makes
 * easy (the score sees the same clock) should also be given without these deals.
 */
export function findAutomaticClosures(histories: readonly DealHistory[]): AutomaticClosures | null {
  const lost = histories.filter((history) => history.outcome === "lost");
  let best: { clock: ClosureClock; day: number; byDay: Map<number, string[]> } | null = null;
  for (const clock of CLOSURE_CLOCKS) {
    const byDay = groupByDay(lost, clock);
    for (const [day, ids] of byDay) {
      if (!isSpike(byDay, day, lost.length)) continue;
      if (best === null || ids.length > countOn(best.byDay, best.day)) best = { clock, day, byDay };
    }
  }
  if (best === null) return null;
  const { clock, day, byDay } = best;
  const usual = usualAround(byDay, day);
  const days = [day - 1, day, day + 1].filter(
    (near) => near === day || countOn(byDay, near) > AUTOMATIC.besideRatio * (usual + 1),
  );
  return { clock, days: day, dealIds: new Set(days.flatMap((near) => byDay.get(near) ?? [])) };
}

function groupByDay(lost: readonly DealHistory[], clock: ClosureClock): Map<number, string[]> {
  const byDay = new Map<number, string[]>();
  for (const history of lost) {
    const closedAt = history.closedAt ?? 0;
    const day = Math.floor((closedAt - lastTick(history, clock, closedAt)) / DAY_MS);
    const ids = byDay.get(day);
    if (ids === undefined) byDay.set(day, [history.id]);
    else ids.push(history.id);
  }
  return byDay;
}

function lastTick(history: DealHistory, clock: ClosureClock, closedAt: number): number {
  let last = history.createdAt;
  if (clock === "creation") return last;
  if (clock === "stage") {
    for (const { enteredAt } of history.stages) {
      if (enteredAt < closedAt) last = Math.max(last, enteredAt);
    }
    return last;
  }
  for (const { type, direction, occurredAt } of history.events) {
    const touch = touchOf(type, direction);
    const counts = clock === "customer" ? touch >= TOUCH.reply : touch > TOUCH.none;
    if (counts && occurredAt < closedAt) last = Math.max(last, occurredAt);
  }
  return last;
}

function isSpike(byDay: Map<number, string[]>, day: number, lost: number): boolean {
  const count = countOn(byDay, day);
  return (
    day >= AUTOMATIC.minDays &&
    count >= AUTOMATIC.minDeals &&
    count >= AUTOMATIC.minShare * lost &&
    count >= AUTOMATIC.ratio * (usualAround(byDay, day) + 1)
  );
}

/** Mean count of the days around, without the next ones: a daily job runs late or early. */
function usualAround(byDay: Map<number, string[]>, day: number): number {
  let sum = 0;
  for (let off = 2; off <= AUTOMATIC.around; off += 1) {
    sum += countOn(byDay, day - off) + countOn(byDay, day + off);
  }
  return sum / (2 * (AUTOMATIC.around - 1));
}

function countOn(byDay: Map<number, string[]>, day: number): number {
  return byDay.get(day)?.length ?? 0;
}
