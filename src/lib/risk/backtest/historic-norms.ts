import { DAY_MS, DEFAULT_NORMS } from "../constants.ts";
import { touchOf, touchWeight } from "../touch.ts";
import type { RiskEvent, RiskNorms, RiskSources, StageNorm } from "../types.ts";
import { type DealHistory, isClosedBy } from "./deal-history.ts";
import { quantileOf } from "./metrics.ts";

/**
 * Norms as they could be known at `asOf`: from deals closed by then and nothing else. What the
 * product computes in SQL for a workspace, here for histories in memory.
 */
export function historicNorms(histories: readonly DealHistory[], asOf: number): RiskNorms {
  const pooled = new Map<string, { days: number[]; touches: number }>();
  let won = 0;
  let lost = 0;
  for (const history of histories) {
    if (!isClosedBy(history, asOf)) continue;
    if (history.outcome === "lost") {
      lost += 1;
      continue;
    }
    won += 1;
    for (const [stage, stay] of staysOf(history)) {
      const pool = pooled.get(stage) ?? { days: [], touches: 0 };
      pool.days.push(stay.days);
      pool.touches += stay.touches;
      pooled.set(stage, pool);
    }
  }
  const stages: RiskNorms["stages"] = {};
  for (const [stage, { days, touches }] of pooled) stages[stage] = stageNorm(days, touches);
  return { ...DEFAULT_NORMS, asOf, stages, won, lost, sources: sourcesBy(histories, asOf) };
}

function sourcesBy(histories: readonly DealHistory[], asOf: number): RiskSources {
  const anyEvent = (matches: (event: RiskEvent) => boolean) =>
    histories.some(({ events }) =>
      events.some((event) => event.occurredAt <= asOf && matches(event)),
    );
  return {
    touchpoints: anyEvent(({ type, direction }) => touchWeight(touchOf(type, direction)) > 0),
    calendar: anyEvent(({ type }) => type === "meeting_scheduled"),
    nextSteps: anyEvent(({ type }) => type === "next_step_changed"),
  };
}

type Stays = Map<string, { days: number; touches: number }>;

/** A closed deal's stays do not change any more, and a back-test asks for them at many moments. */
const staysByHistory = new WeakMap<DealHistory, Stays>();

function staysOf(history: DealHistory): Stays {
  let stays = staysByHistory.get(history);
  if (stays === undefined) {
    stays = measureStays(history);
    staysByHistory.set(history, stays);
  }
  return stays;
}

/** Days and weighted touchpoints of a closed deal in each stage it left. */
function measureStays(history: DealHistory): Stays {
  const stays: Stays = new Map();
  for (const [index, { stage, enteredAt }] of history.stages.entries()) {
    const leftAt = history.stages[index + 1]?.enteredAt ?? history.closedAt ?? enteredAt;
    const isFinal = enteredAt === history.closedAt && index === history.stages.length - 1;
    if (isFinal) continue;
    const stay = stays.get(stage) ?? { days: 0, touches: 0 };
    stay.days += (leftAt - enteredAt) / DAY_MS;
    for (const { type, direction, occurredAt } of history.events) {
      if (occurredAt < enteredAt || occurredAt >= leftAt) continue;
      stay.touches += touchWeight(touchOf(type, direction));
    }
    stays.set(stage, stay);
  }
  return stays;
}

function stageNorm(days: number[], touches: number): StageNorm {
  days.sort((a, b) => a - b);
  const total = days.reduce((sum, value) => sum + value, 0);
  return {
    n: days.length,
    medianDays: quantileOf(days, 0.5),
    p75Days: quantileOf(days, 0.75),
    p90Days: quantileOf(days, 0.9),
    touchesPerDay: total > 0 ? touches / total : 0,
  };
}
