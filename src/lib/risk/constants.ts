import type { FactorKey, RiskNorms, RiskPolicy, StageNorm } from "./types.ts";

/**
 * Every number the risk engine rests on, each with its reason. "Measured" refers to the back-test in
 * docs/RISK_ENGINE.md; what is not marked so is judgement, and chosen round on purpose.
 */

export const DAY_MS = 86_400_000;

// --- Weights -----------------------------------------------------------------------------------

/**
 * Most a factor can contribute alone (noisy-OR). Measured order: time in stage against won deals
 * separates best (AUC 0.71), then the customer's silence (0.66); the seller's own activity hardly at
 * all. No single factor reaches High (0.7) by itself but a stalled stage comes close: two
 * independent signs are wanted before somebody is alarmed.
 */
export const DEFAULT_WEIGHTS: Record<FactorKey, number> = {
  decay: 0.55,
  velocity: 0.65,
  engagement: 0.35,
  competition: 0.3,
  slippage: 0.4,
  next_step: 0.25,
};

export const DEFAULT_POLICY: RiskPolicy = {
  version: 0,
  inactivityDays: { overall: 7, perStage: {} },
  weekendsCount: true,
  factors: {
    decay: { enabled: true, weight: DEFAULT_WEIGHTS.decay },
    velocity: { enabled: true, weight: DEFAULT_WEIGHTS.velocity },
    engagement: { enabled: true, weight: DEFAULT_WEIGHTS.engagement },
    competition: { enabled: true, weight: DEFAULT_WEIGHTS.competition },
    slippage: { enabled: true, weight: DEFAULT_WEIGHTS.slippage },
    next_step: { enabled: true, weight: DEFAULT_WEIGHTS.next_step },
  },
  bands: { medium: 0.4, high: 0.7 },
};

// --- Norms -------------------------------------------------------------------------------------

/** Won deals of a stage from which the team's own norms stand alone; below, defaults are blended in. */
export const NORM_FULL_SAMPLE = 20;

/** Stands in for a stage of which nothing is known. Calendar days. */
export const DEFAULT_STAGE_NORM: StageNorm = {
  n: 0,
  medianDays: 14,
  p75Days: 28,
  p90Days: 45,
  touchesPerDay: 0.15,
};

/** Starting points for a team without history: typical business-to-business cycles of 4–8 weeks. */
export const DEFAULT_NORMS: RiskNorms = {
  asOf: 0,
  stages: {
    discovery: { n: 0, medianDays: 14, p75Days: 28, p90Days: 45, touchesPerDay: 0.15 },
    proposal: { n: 0, medianDays: 12, p75Days: 22, p90Days: 35, touchesPerDay: 0.2 },
    negotiation: { n: 0, medianDays: 10, p75Days: 20, p90Days: 30, touchesPerDay: 0.25 },
  },
  won: 0,
  lost: 0,
  value: null,
  sources: { touchpoints: false, calendar: false, nextSteps: false },
  calibration: null,
};

/** A stage whose median is this many times the mean of the others' medians is a bottleneck. */
export const BOTTLENECK_RATIO = 2;

/** Norms below this many days would turn hours into danger. */
export const NORM_FLOOR_DAYS = 0.5;

// --- Touchpoints -------------------------------------------------------------------------------

/**
 * What a touchpoint is worth in the engagement sums, in buyer messages. A conversation counts for
 * more than a message, and the seller's own effort for half: measured alone it separates nothing
 * (AUC 0.50).
 */
export const TOUCH_WEIGHT = { seller: 0.5, buyer: 1, live: 1.5 } as const;

// --- Temporal decay ----------------------------------------------------------------------------

/**
 * decay(x) = x² / (x² + DECAY_HALF), x = silence / threshold: 0.33 at the threshold, 0.67 at twice,
 * 0.92 at five times. Smooth and never flat, so neither does day 8 jump nor is day 60 like day 365.
 */
export const DECAY_HALF = 2;

/** How far the seller's own messages and notes can pull the decay towards what a reply would make it. */
export const SELLER_SOFTENING = 0.4;

// --- Stage velocity ----------------------------------------------------------------------------

/** Value of the factor at the won deals' median, p75 and p90; beyond p90 it goes on towards 1. */
export const VELOCITY_AT = { median: 0.2, p75: 0.45, p90: 0.7 } as const;

// --- Engagement drop ---------------------------------------------------------------------------

/** Touchpoints count with a weight that falls evenly from 1 now to 0 at this age. */
export const ENGAGEMENT_WINDOW_DAYS = 14;

/** With this many outbound messages the excess over the deal's own pace counts by half. */
export const OWN_PACE_HALF = 4;

/** An outbound message becomes "unanswered" gradually over this time. */
export const ANSWER_TIME_DAYS = 3;

/** one-sidedness = 1 − exp(−(u / UNANSWERED_SCALE)²): one unanswered message says 0.06, four 0.63. */
export const UNANSWERED_SCALE = 4;

/** Most that one-sidedness alone can make of the factor: persistence is not yet a lost customer. */
export const UNANSWERED_CAP = 0.7;

// --- Competitive pressure ----------------------------------------------------------------------

/** A mention fades evenly to nothing over this time: about one sales cycle. */
export const MENTION_FADE_DAYS = 90;

/** pressure = 1 − exp(−MENTION_STRENGTH · Σ fade): 0.70 for one fresh mention, 0.91 for two. */
export const MENTION_STRENGTH = 1.2;

// --- Close-date slippage -----------------------------------------------------------------------

/** overdue = 1 − exp(−days past / OVERDUE_CLOSE_DAYS): 0.39 after a week, 0.63 after two. */
export const OVERDUE_CLOSE_DAYS = 14;

/** A push of at least this many days counts as one push, a shorter one as its fraction. */
export const FULL_PUSH_DAYS = 14;

/** pushed = 1 − exp(−(pushes / PUSH_SCALE)²): the first push says 0.22, the third 0.89. */
export const PUSH_SCALE = 2;

// --- Missing next step -------------------------------------------------------------------------

/** Where the factor goes without any next step, with one that has no date, and with an overdue one. */
export const NEXT_STEP_LEVEL = { missing: 0.7, undated: 0.35, overdue: 1 } as const;

/** How fast it gets there: days in which two thirds of the way is gone. Leaves time to plan. */
export const NEXT_STEP_DAYS = 5;

// --- Outlook and advice ------------------------------------------------------------------------

/** How far ahead the outlook searches; all curves are flat by then. */
export const OUTLOOK_DAYS = 1_826;

/** An excursion over a band edge and back that is shorter than this is not looked for. */
export const OUTLOOK_RESOLUTION_MS = 60_000;

/** What the hypothetical actions of the way back assume. */
export const WAY_BACK_NEXT_STEP_DAYS = 7;
export const WAY_BACK_CLOSE_DAYS = 30;

/** A factor with a smaller share of the score is not worth a sentence. */
export const REASON_MIN_SHARE = 0.01;

/** Below this score there is nothing to recommend. */
export const ACTION_MIN_SCORE = 0.1;

/** Days after a competitor was mentioned, or the last contact, by which an answer is due. */
export const COMPETITOR_ANSWER_DAYS = 2;

// --- Priority ----------------------------------------------------------------------------------

/**
 * priority = risk · (base + value · rank of the value among open deals + stage · weight of the stage).
 * The parts sum to 1, so priority never exceeds risk: size orders what is in danger, it does not
 * make danger.
 */
export const PRIORITY = { base: 0.4, value: 0.4, stage: 0.2 } as const;

/** The later the stage, the more is invested and the sooner it shows in the forecast. */
export const PRIORITY_STAGE: { [stage: string]: number } = {
  discovery: 0.2,
  proposal: 0.6,
  negotiation: 1,
};
export const PRIORITY_STAGE_UNKNOWN = 0.5;

/** Fewer open deals than this make no distribution; values then count as typical. */
export const PRIORITY_MIN_VALUES = 8;

// --- Calibration and back-test -----------------------------------------------------------------

/** Closed deals of each outcome below which a probability would be a guess. */
export const CALIBRATION_MIN_DEALS = 40;

/** Deals and weeks of each that a fit looks at: the newest ones, so that its cost has a limit. */
export const CALIBRATION_SAMPLE = { deals: 2_000, weeks: 104 } as const;

/** A stage's loss rate is drawn towards the overall rate as if by this many more snapshots. */
export const CALIBRATION_SMOOTHING = 10;

/** Strength of the pull towards "the stage's rate as it is"; nothing beside hundreds of snapshots. */
export const CALIBRATION_RIDGE = 1;

/**
 * What counts as a closing rule: at least so many lost deals, and so large a part of all, on one
 * whole day after the clock's tick, so many times the mean of the days around. In the measured log a
 * rule closes after 30 days in a stage: 351 deals on that day, about 5 on others.
 */
export const AUTOMATIC = {
  minDays: 7,
  minDeals: 20,
  minShare: 0.03,
  ratio: 5,
  besideRatio: 2,
  around: 7,
} as const;

/** Repetitions of the bootstrap behind an interval, and the seed that makes it repeatable. */
export const BOOTSTRAP = { repeats: 500, seed: 20_260_101 } as const;

/** Of all won deals, how many may raise an alarm when lead time is measured. */
export const FALSE_ALARM_RATE = 0.2;
