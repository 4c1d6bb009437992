import { isClosedAt } from "./assess-risk.ts";
import { bandOf, hazardsAt, scoreOf } from "./compose.ts";
import { ACTION_MIN_SCORE, DAY_MS, OUTLOOK_DAYS, OUTLOOK_RESOLUTION_MS } from "./constants.ts";
import { gatherFacts } from "./facts.ts";
import type { Band, RiskInput, RiskOutlook } from "./types.ts";

/**
 * When the band changes if nobody acts, found from the very function that scores.
 *
 * Every factor but competition only rises with time, competition only falls. Over an interval the
 * hazard therefore stays between (rising at the start + fading at the end) and (rising at the end +
 * fading at the start). An interval whose bounds stay on one side of the edge is skipped whole,
 * others are halved; without a mention in play plain bisection does. The answer is the first
 * millisecond at which the band differs; only with a fading mention could an excursion shorter than
 * OUTLOOK_RESOLUTION_MS be passed over.
 */
export function outlookOf(input: RiskInput): Pick<RiskOutlook, "timeToTrouble" | "validUntil"> {
  const { deal, policy, at } = input;
  if (isClosedAt(deal, at)) return { timeToTrouble: null, validUntil: null };
  const probe = probeFor(input);
  const now = probe(at);
  const band = bandOf(scoreOf(now.total), policy.bands);
  const { medium, high } = policy.bands;
  const upperEdge = band === "low" ? medium : band === "medium" ? high : null;
  const lowerEdge = band === "high" ? high : band === "medium" ? medium : null;
  const end = at + OUTLOOK_DAYS * DAY_MS;
  const worseAt = upperEdge === null ? null : firstCrossing(probe, at, end, upperEdge, "above");
  const betterAt =
    lowerEdge === null || now.fading === 0
      ? null
      : firstCrossing(probe, at, worseAt ?? end, lowerEdge, "below");
  return {
    timeToTrouble:
      worseAt === null ? null : { band: worseBand(probe, worseAt, policy), at: worseAt },
    validUntil: earliest(worseAt, betterAt, nextEventAt(input)),
  };
}

/**
 * When there will first be something to recommend if nobody acts: the moment at which the score
 * reaches ACTION_MIN_SCORE. Null when it never does, and for a deal that has got there.
 */
export function firstActionAt(input: RiskInput): number | null {
  if (isClosedAt(input.deal, input.at)) return null;
  const probe = probeFor(input);
  if (scoreOf(probe(input.at).total) >= ACTION_MIN_SCORE) return null;
  const end = input.at + OUTLOOK_DAYS * DAY_MS;
  return firstCrossing(probe, input.at, end, ACTION_MIN_SCORE, "above");
}

type Hazards = { total: number; fading: number };
type Probe = (at: number) => Hazards;

function probeFor(input: RiskInput): Probe {
  return (at) => hazardsAt(gatherFacts(input, at, input.at));
}

/**
 * Bounds closer to the edge than this are not trusted, being sums of rounded logarithms; a mention
 * that adds less is none.
 */
const ROUNDING = 1e-12;

/** First millisecond in (from, end] with the score on the given side of the edge, or null. */
function firstCrossing(
  probe: Probe,
  from: number,
  end: number,
  edge: number,
  side: "above" | "below",
): number | null {
  const limit = -Math.log1p(-edge);
  const isAcross = (hazards: Hazards) => scoreOf(hazards.total) >= edge === (side === "above");

  function search(lo: number, low: Hazards, hi: number, high: Hazards): number | null {
    const most = high.total - high.fading + low.fading;
    const least = low.total - low.fading + high.fading;
    const isPossible = side === "above" ? most >= limit - ROUNDING : least < limit + ROUNDING;
    if (!isPossible) return null;
    if (low.fading < ROUNDING || hi - lo <= OUTLOOK_RESOLUTION_MS) {
      return isAcross(high) ? bisect(lo, hi) : null;
    }
    const middle = Math.floor((lo + hi) / 2);
    const mid = probe(middle);
    const early = search(lo, low, middle, mid);
    return early ?? search(middle, mid, hi, high);
  }

  function bisect(outside: number, across: number): number {
    let lo = outside;
    let hi = across;
    while (hi - lo > 1) {
      const middle = Math.floor((lo + hi) / 2);
      if (isAcross(probe(middle))) hi = middle;
      else lo = middle;
    }
    return hi;
  }

  return search(from, probe(from), end, probe(end));
}

function worseBand(probe: Probe, at: number, policy: RiskInput["policy"]): Band {
  return bandOf(scoreOf(probe(at).total), policy.bands);
}

/** An event dated ahead (a call logged for tomorrow) will be seen then. */
function nextEventAt({ events, at }: RiskInput): number | null {
  let next = Infinity;
  for (const { occurredAt } of events) if (occurredAt > at && occurredAt < next) next = occurredAt;
  return next === Infinity ? null : next;
}

function earliest(...moments: (number | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}
