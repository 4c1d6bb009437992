import { endOfDay } from "./calendar.ts";
import {
  ANSWER_TIME_DAYS,
  DAY_MS,
  ENGAGEMENT_WINDOW_DAYS,
  FULL_PUSH_DAYS,
  MENTION_FADE_DAYS,
  TOUCH_WEIGHT,
} from "./constants.ts";
import { type BlendedNorm, stageNormOf } from "./norms.ts";
import { TOUCH, type Touch, touchOf, touchWeight } from "./touch.ts";
import type { RiskDeal, RiskEvent, RiskInput, RiskPolicy, RiskSources } from "./types.ts";

/**
 * Everything the factors look at, gathered in one pass over the events. Sums are of whole
 * milliseconds, so that they are exact and the order of the events cannot show.
 */
export type Facts = {
  deal: RiskDeal;
  policy: RiskPolicy;
  sources: RiskSources;
  norm: BlendedNorm;
  at: number;
  /** Moments are −Infinity when there was none. */
  lastBuyerAt: number;
  /** Last thing the seller did: message, note, invitation. */
  lastSellerAt: number;
  firstTouchAt: number;
  lastTouchAt: number;
  touches: number;
  outbound: number;
  /** Best pace of the seller's messages from creation up to any of them, weighted, per day. */
  ownPacePerDay: number;
  /** Σ weight · (window − age), in half-touches × ms. */
  recentHalfTouchMs: number;
  /** Outbound messages since the customer last spoke, and Σ min(age, answer time) of them. */
  unanswered: number;
  unansweredMs: number;
  firstUnansweredAt: number;
  /** Latest start of an agreed meeting, past or future. */
  meetingAt: number;
  mentions: number;
  lastMentionAt: number;
  /** Σ max(0, fade − age). */
  mentionMs: number;
  /** Times the close date moved out, and Σ min(days, FULL_PUSH_DAYS) of them. */
  pushes: number;
  pushDays: number;
  /** End of the calendar day in the deal's zone; NaN when there is no date. */
  closeDueAt: number;
  nextStepDueAt: number;
};

const WINDOW_MS = ENGAGEMENT_WINDOW_DAYS * DAY_MS;
const ANSWER_MS = ANSWER_TIME_DAYS * DAY_MS;
const FADE_MS = MENTION_FADE_DAYS * DAY_MS;

/**
 * The facts at `at`, from the events that had occurred by `seenUntil`: the outlook moves the first
 * and keeps the second.
 */
export function gatherFacts(
  { deal, events, norms, policy }: Omit<RiskInput, "at">,
  at: number,
  seenUntil: number,
): Facts {
  const facts: Facts = {
    deal,
    policy,
    sources: norms.sources,
    norm: stageNormOf(norms, deal.stage),
    at,
    lastBuyerAt: -Infinity,
    lastSellerAt: -Infinity,
    firstTouchAt: Infinity,
    lastTouchAt: -Infinity,
    touches: 0,
    outbound: 0,
    ownPacePerDay: 0,
    recentHalfTouchMs: 0,
    unanswered: 0,
    unansweredMs: 0,
    firstUnansweredAt: Infinity,
    meetingAt: -Infinity,
    mentions: 0,
    lastMentionAt: -Infinity,
    mentionMs: 0,
    pushes: 0,
    pushDays: 0,
    closeDueAt:
      deal.expectedCloseOn === null ? Number.NaN : endOfDay(deal.expectedCloseOn, deal.timeZone),
    nextStepDueAt:
      deal.nextStepDueOn === null ? Number.NaN : endOfDay(deal.nextStepDueOn, deal.timeZone),
  };
  const outboundTimes: number[] = [];
  let isMeetingWithdrawn = false;
  for (const event of events) {
    const { occurredAt, type } = event;
    if (occurredAt > seenUntil) continue;
    if (withdraws(event)) {
      isMeetingWithdrawn = true;
      // A cancellation is no contact; a new date for the meeting is.
      if (type === "other") continue;
    }
    const touch = touchOf(type, event.direction);
    if (touch !== TOUCH.none) {
      addTouch(facts, touch, occurredAt);
      if (touch === TOUCH.outbound) outboundTimes.push(occurredAt);
      if (type === "meeting_scheduled" && touch !== TOUCH.outbound && event.startsAt !== null) {
        facts.meetingAt = Math.max(facts.meetingAt, event.startsAt);
      }
    } else if (type === "competitor_mentioned") {
      facts.mentions += 1;
      facts.lastMentionAt = Math.max(facts.lastMentionAt, occurredAt);
      facts.mentionMs += Math.max(0, FADE_MS - (at - occurredAt));
    } else if (type === "close_date_changed") {
      addCloseDateChange(facts, event.from, event.to);
    }
  }
  if (isMeetingWithdrawn) facts.meetingAt = latestMeeting(events, seenUntil);
  if (outboundTimes.length > 0) addOutbound(facts, outboundTimes);
  return facts;
}

/** A meeting was cancelled (`other`) or given another date: `from` is the start that no longer holds. */
function withdraws({ type, from }: RiskEvent): boolean {
  return typeof from === "string" && (type === "meeting_scheduled" || type === "other");
}

/** Latest start of a meeting that was agreed and not withdrawn since. */
function latestMeeting(events: RiskInput["events"], seenUntil: number): number {
  const withdrawnAt = new Map<number, number>();
  for (const event of events) {
    if (event.occurredAt > seenUntil || !withdraws(event)) continue;
    const start = Date.parse(String(event.from));
    withdrawnAt.set(start, Math.max(withdrawnAt.get(start) ?? -Infinity, event.occurredAt));
  }
  let latest = -Infinity;
  for (const { type, direction, occurredAt, startsAt } of events) {
    if (type !== "meeting_scheduled" || startsAt === null || occurredAt > seenUntil) continue;
    if (touchOf(type, direction) === TOUCH.outbound) continue;
    // The same start agreed upon again holds; of one moment, the cancellation counts.
    if (occurredAt > (withdrawnAt.get(startsAt) ?? -Infinity)) latest = Math.max(latest, startsAt);
  }
  return latest;
}

function addTouch(facts: Facts, touch: Touch, occurredAt: number): void {
  if (touch >= TOUCH.reply) {
    if (occurredAt > facts.lastBuyerAt) facts.lastBuyerAt = occurredAt;
  } else if (occurredAt > facts.lastSellerAt) {
    facts.lastSellerAt = occurredAt;
  }
  if (touch === TOUCH.note) return;
  facts.touches += 1;
  if (occurredAt < facts.firstTouchAt) facts.firstTouchAt = occurredAt;
  if (occurredAt > facts.lastTouchAt) facts.lastTouchAt = occurredAt;
  const remaining = WINDOW_MS - (facts.at - occurredAt);
  if (remaining > 0) facts.recentHalfTouchMs += 2 * touchWeight(touch) * remaining;
}

/** Apart, because "since the customer last spoke" is known only after the pass over all events. */
function addOutbound(facts: Facts, times: number[]): void {
  times.sort((a, b) => a - b);
  facts.outbound = times.length;
  let count = 0;
  for (const occurredAt of times) {
    count += 1;
    const days = Math.max(WINDOW_MS, occurredAt - facts.deal.createdAt) / DAY_MS;
    facts.ownPacePerDay = Math.max(facts.ownPacePerDay, (count * TOUCH_WEIGHT.seller) / days);
    if (occurredAt <= facts.lastBuyerAt) continue;
    facts.unanswered += 1;
    facts.unansweredMs += Math.min(facts.at - occurredAt, ANSWER_MS);
    facts.firstUnansweredAt = Math.min(facts.firstUnansweredAt, occurredAt);
  }
}

function addCloseDateChange(facts: Facts, from: unknown, to: unknown): void {
  if (typeof from !== "string" || typeof to !== "string") return;
  const { timeZone } = facts.deal;
  const days = Math.round((endOfDay(to, timeZone) - endOfDay(from, timeZone)) / DAY_MS);
  if (!(days > 0)) return;
  facts.pushes += 1;
  facts.pushDays += Math.min(days, FULL_PUSH_DAYS);
}

/** Whether silence can be told from missing data: something is recorded, or would have been. */
export function hasTouchData(facts: Facts): boolean {
  return facts.touches > 0 || facts.sources.touchpoints;
}

/**
 * Since when silence is evidence: creation, or, where no source would have carried earlier contact,
 * the first that somebody recorded.
 */
export function observedSince({ deal, sources, firstTouchAt }: Facts): number {
  if (sources.touchpoints || firstTouchAt === Infinity) return deal.createdAt;
  return Math.max(deal.createdAt, firstTouchAt);
}
