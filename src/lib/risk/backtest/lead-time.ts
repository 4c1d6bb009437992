import { scoreRisk } from "../assess-risk.ts";
import { DAY_MS, FALSE_ALARM_RATE } from "../constants.ts";
import { type DealHistory, isClosedBy } from "./deal-history.ts";
import { quantileOf } from "./metrics.ts";
import type { Timeline } from "./timeline.ts";

export type LeadTime = {
  /** An alarm is a score at or above this; so many won deals ever raised one. */
  threshold: number;
  falseAlarmRate: number;
  /** Part of the lost deals that raised one before the loss. */
  caught: number;
  /** Days from the first alarm to the loss, of those caught. */
  medianDays: number;
  p25Days: number;
  p75Days: number;
  won: number;
  lost: number;
};

const WEEK_MS = 7 * DAY_MS;

/**
 * How early the index warns when at most FALSE_ALARM_RATE of the won deals may be suspected at any
 * time of their life. Deals are looked at weekly, on the weekday and hour of `anchor`. Null when
 * there are no won or no lost deals.
 */
export function leadTimeOf(
  histories: readonly DealHistory[],
  timeline: Timeline,
  anchor: number,
): LeadTime | null {
  const lives = histories
    .map((history) => ({ history, looks: weeklyScores(history, timeline, anchor) }))
    .filter(({ looks }) => looks.length > 0);
  const won = lives.filter(({ history }) => history.outcome === "won");
  const lost = lives.filter(({ history }) => history.outcome === "lost");
  if (won.length === 0 || lost.length === 0) return null;
  const peaks = won
    .map(({ looks }) => Math.max(...looks.map(({ score }) => score)))
    .sort((a, b) => b - a);
  // The first peak that may not be reached any more; just above it lies the threshold.
  const spared = peaks[Math.floor(FALSE_ALARM_RATE * peaks.length)] ?? 0;
  const isAlarm = (score: number) => score > spared;
  const leads = lost.flatMap(({ history, looks }) => {
    const alarm = looks.find(({ score }) => isAlarm(score));
    return alarm === undefined ? [] : [((history.closedAt ?? alarm.at) - alarm.at) / DAY_MS];
  });
  leads.sort((a, b) => a - b);
  return {
    threshold: spared,
    falseAlarmRate: peaks.filter(isAlarm).length / peaks.length,
    caught: leads.length / lost.length,
    medianDays: quantileOf(leads, 0.5),
    p25Days: quantileOf(leads, 0.25),
    p75Days: quantileOf(leads, 0.75),
    won: won.length,
    lost: lost.length,
  };
}

function weeklyScores(
  history: DealHistory,
  timeline: Timeline,
  anchor: number,
): { at: number; score: number }[] {
  const looks: { at: number; score: number }[] = [];
  const weeks = Math.ceil((history.createdAt - anchor) / WEEK_MS);
  for (let at = anchor + weeks * WEEK_MS; !isClosedBy(history, at); at += WEEK_MS) {
    const input = timeline.inputAt(history, at);
    if (input !== null) looks.push({ at, score: scoreRisk(input).score });
  }
  return looks;
}
