import {
  ANSWER_TIME_DAYS,
  DAY_MS,
  ENGAGEMENT_WINDOW_DAYS,
  OWN_PACE_HALF,
  UNANSWERED_CAP,
  UNANSWERED_SCALE,
} from "../constants.ts";
import { type Facts, hasTouchData, observedSince } from "../facts.ts";
import { ABSTAINS, countOf, type Factor, round2 } from "./factor.ts";

/**
 * Engagement drop: contact in the last two weeks against what is usual, and a conversation that has
 * become one-sided.
 *
 * Recent contact is R = Σ weight · (1 − age/14 d). A steady pace λ per day would give E = λ·(m − m²/28)
 * with m = min(14, days observed). The shortfall max(0, E − R) / 7λ is taken against won deals of the
 * stage; where it is larger against the deal's own earlier pace, the excess is added by how many
 * messages that pace rests on. A young deal has had no time to fall short, so both begin at 0.
 *
 * The deal's own pace is the best that the *seller's* messages had, over two weeks or more from its
 * start; it does not fall while nobody writes. The customer's
 * messages only ever count in favour: were they part of the pace, a reply today would make the same
 * silence look worse tomorrow.
 */
export const engagement: Factor = {
  key: "engagement",

  value(facts) {
    if (!hasTouchData(facts)) return ABSTAINS;
    const shortfall = shortfallOf(facts);
    return 1 - (1 - shortfall) * (1 - UNANSWERED_CAP * oneSidedness(facts));
  },

  explain(facts) {
    const recent = recentTouches(facts);
    const usual = facts.norm.touchesPerDay * WINDOW;
    const own = facts.ownPacePerDay * WINDOW;
    const evidence = {
      recentTouches: round2(recent),
      wonTouches: round2(usual),
      ownTouches: facts.outbound === 0 ? null : round2(own),
      unanswered: facts.unanswered,
    };
    const level = `${oneDecimal(recent)} weighted touchpoints in ${WINDOW} days`;
    const won = `won deals at this stage have ${oneDecimal(usual)}`;
    const before = own > usual ? `, this deal itself had ${oneDecimal(own)}` : "";
    const open =
      facts.unanswered === 0 ? "" : `; ${countOf(facts.unanswered, "message")} unanswered`;
    return { reason: `${level}; ${won}${before}${open}`, evidence };
  },

  missing() {
    return "no touchpoints to compare";
  },

  action(facts) {
    if (facts.unanswered > 0) {
      return {
        label: "Ask somebody else at the customer, or by another channel",
        dueAt: facts.firstUnansweredAt + ANSWER_TIME_DAYS * DAY_MS,
      };
    }
    return {
      label: "Propose a call to pick the conversation up again",
      dueAt: Math.max(facts.deal.createdAt, facts.lastTouchAt) + HALF_WINDOW * DAY_MS,
    };
  },
};

const WINDOW = ENGAGEMENT_WINDOW_DAYS;
/** What a constant pace of 1 a day sums to under the falling weight. */
const HALF_WINDOW = WINDOW / 2;

function shortfallOf(facts: Facts): number {
  const observed = expectedPerPace(facts);
  const recent = facts.recentHalfTouchMs / (2 * WINDOW * DAY_MS);
  const againstWon = shortfallAgainst(facts.norm.touchesPerDay, observed, recent);
  if (facts.outbound === 0) return againstWon;
  const againstOwn = shortfallAgainst(facts.ownPacePerDay, observed, recent);
  const own = facts.outbound / (facts.outbound + OWN_PACE_HALF);
  return againstWon + own * Math.max(0, againstOwn - againstWon);
}

function shortfallAgainst(pace: number, observed: number, recent: number): number {
  if (pace <= 0) return 0;
  return Math.max(0, pace * observed - recent) / (pace * HALF_WINDOW);
}

/** What a pace of 1 a day would have summed to since observation began. */
function expectedPerPace(facts: Facts): number {
  const days = Math.min(WINDOW, Math.max(0, facts.at - observedSince(facts)) / DAY_MS);
  return days - (days * days) / (2 * WINDOW);
}

function oneSidedness({ unansweredMs }: Facts): number {
  const x = unansweredMs / (ANSWER_TIME_DAYS * DAY_MS) / UNANSWERED_SCALE;
  return 1 - Math.exp(-x * x);
}

/** The falling weight scaled back to a count over the window, as a reader expects it. */
function recentTouches(facts: Facts): number {
  return facts.recentHalfTouchMs / (HALF_WINDOW * 2 * DAY_MS);
}

function oneDecimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}
