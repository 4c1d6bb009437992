import { addElapsed, elapsedMs } from "../calendar.ts";
import { DAY_MS, DECAY_HALF, SELLER_SOFTENING } from "../constants.ts";
import { type Facts, hasTouchData, observedSince } from "../facts.ts";
import { ABSTAINS, countOf, type Factor, round2, wholeDays } from "./factor.ts";

/**
 * Temporal decay: the customer's silence against the inactivity threshold.
 *
 * value = (1 − s) · d(since the customer's last signal) + s · d(since anybody's last), with
 * d(x) = x² / (x² + DECAY_HALF) in units of the threshold and s = SELLER_SOFTENING. The seller's own
 * effort so moves the value part of the way towards what a reply would make it, and never past.
 * Where the customer
 * has not spoken yet, silence begins with the deal.
 */
export const decay: Factor = {
  key: "decay",

  value(facts) {
    if (!hasTouchData(facts)) return ABSTAINS;
    const silence = decayAfter(facts, buyerSince(facts));
    if (!isSoftened(facts)) return silence;
    return (
      (1 - SELLER_SOFTENING) * silence + SELLER_SOFTENING * decayAfter(facts, facts.lastSellerAt)
    );
  },

  explain(facts) {
    const since = buyerSince(facts);
    const threshold = thresholdDays(facts);
    const { weekendsCount } = facts.policy;
    const silentMs = elapsedMs(since, facts.at, weekendsCount, facts.deal.timeZone);
    const silentDays = Math.floor(silentMs / DAY_MS);
    const silence = countOf(silentDays, weekendsCount ? "day" : "working day");
    const evidence = {
      silentDays: round2(silentMs / DAY_MS),
      thresholdDays: threshold,
      sellerDays: facts.lastSellerAt === -Infinity ? null : daysAgo(facts.lastSellerAt, facts.at),
      everHeard: facts.lastBuyerAt !== -Infinity,
    };
    const limit = `threshold is ${threshold}`;
    if (facts.touches === 0) {
      return { reason: `No touchpoint in the ${silence} since creation; ${limit}`, evidence };
    }
    if (facts.lastBuyerAt < facts.deal.createdAt) {
      return { reason: `No reply in the ${silence} since creation; ${limit}`, evidence };
    }
    if (facts.lastSellerAt > facts.lastBuyerAt) {
      const outreach = countOf(wholeDays(facts.lastSellerAt, facts.at), "day");
      return {
        reason: `No reply for ${silence}; ${limit}; last outreach ${outreach} ago`,
        evidence,
      };
    }
    if (silentDays < threshold) {
      return { reason: `Customer last heard from ${silence} ago; ${limit}`, evidence };
    }
    return { reason: `Nothing from the customer for ${silence}; ${limit}`, evidence };
  },

  missing(facts) {
    return facts.sources.calendar ? "no touchpoints recorded" : "no e-mail or activities connected";
  },

  action(facts) {
    const threshold = thresholdDays(facts) * DAY_MS;
    const { weekendsCount } = facts.policy;
    const since = buyerSince(facts);
    return {
      label:
        facts.lastSellerAt > facts.lastBuyerAt
          ? "Call the customer: messages have gone unanswered"
          : "Get in touch with the customer",
      dueAt: addElapsed(since, threshold, weekendsCount, facts.deal.timeZone),
    };
  },
};

function buyerSince(facts: Facts): number {
  return Math.max(facts.lastBuyerAt, observedSince(facts));
}

function isSoftened(facts: Facts): boolean {
  return facts.lastSellerAt > buyerSince(facts);
}

function thresholdDays({ policy, deal }: Facts): number {
  return policy.inactivityDays.perStage[deal.stage] ?? policy.inactivityDays.overall;
}

function decayAfter(facts: Facts, since: number): number {
  const { policy, deal, at } = facts;
  const silence = elapsedMs(since, at, policy.weekendsCount, deal.timeZone);
  const x = silence / (thresholdDays(facts) * DAY_MS);
  return (x * x) / (x * x + DECAY_HALF);
}

function daysAgo(since: number, at: number): number {
  return round2(Math.max(0, at - since) / DAY_MS);
}
