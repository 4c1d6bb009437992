import {
  COMPETITOR_ANSWER_DAYS,
  DAY_MS,
  MENTION_FADE_DAYS,
  MENTION_STRENGTH,
} from "../constants.ts";
import { hasTouchData } from "../facts.ts";
import { ABSTAINS, countOf, type Factor, round2, wholeDays } from "./factor.ts";

/**
 * Competitive pressure: recorded mentions of a competitor, each fading evenly over MENTION_FADE_DAYS.
 * value = 1 − exp(−MENTION_STRENGTH · Σ fade). Only `competitor_mentioned` counts: guessing from words
 * in notes accuses every deal that says "migration". The one factor that time lowers.
 */
export const competition: Factor = {
  key: "competition",

  value(facts) {
    if (facts.mentions === 0) return hasTouchData(facts) ? 0 : ABSTAINS;
    const fade = facts.mentionMs / (MENTION_FADE_DAYS * DAY_MS);
    return 1 - Math.exp(-MENTION_STRENGTH * fade);
  },

  explain(facts) {
    if (facts.mentions === 0) {
      return { reason: "No competitor mentioned", evidence: { mentions: 0, lastDaysAgo: null } };
    }
    const ago = countOf(wholeDays(facts.lastMentionAt, facts.at), "day");
    const times = facts.mentions === 1 ? "once" : `${facts.mentions} times`;
    return {
      reason: `Competitor mentioned ${times}, last ${ago} ago`,
      evidence: {
        mentions: facts.mentions,
        lastDaysAgo: round2((facts.at - facts.lastMentionAt) / DAY_MS),
      },
    };
  },

  missing() {
    return "no record of competitors";
  },

  action(facts) {
    return {
      label: "Answer the competitor: ask what they offer and what matters to the customer",
      dueAt: facts.lastMentionAt + COMPETITOR_ANSWER_DAYS * DAY_MS,
    };
  },
};
