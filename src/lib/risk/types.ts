import type { DealEventType, Direction } from "#lib/deals/event-types.ts";

/**
 * What goes into the risk engine and what comes out. Times are epoch milliseconds, calendar dates
 * `YYYY-MM-DD` in the deal's time zone, durations days, money minor units. Everything here is plain
 * JSON, so norms and policies can be stored and the browser can run the same code.
 */

export const FACTOR_KEYS = [
  "decay",
  "velocity",
  "engagement",
  "competition",
  "slippage",
  "next_step",
] as const;
export type FactorKey = (typeof FACTOR_KEYS)[number];

export const BANDS = ["low", "medium", "high"] as const;
export type Band = (typeof BANDS)[number];

/** The facts of a deal at the moment of assessment. For a moment in the past see `dealStateAt`. */
export type RiskDeal = {
  /** Any stage name; norms are looked up by it. */
  stage: string;
  stageEnteredAt: number;
  createdAt: number;
  isClosed: boolean;
  closedAt: number | null;
  expectedCloseOn: string | null;
  nextStep: string | null;
  nextStepDueOn: string | null;
  /** IANA name; decides when a calendar date has passed and what a weekend is. */
  timeZone: string;
};

/** What a replay may know: what was recorded by then, or all that had happened by then. */
export const KNOWN = ["then", "later"] as const;
export type Known = (typeof KNOWN)[number];

/** One entry of the deal's event log, flat, so that the hot loop sees one object shape. */
export type RiskEvent = {
  type: DealEventType;
  direction: Direction | null;
  occurredAt: number;
  recordedAt: number;
  /**
   * When a scheduled meeting begins; for `deal_created`, when the deal entered its first stage if
   * that was not at once. Null for every other type.
   */
  startsAt: number | null;
  /** A change the record had been through before anybody wrote it down: it tells of the past only. */
  isBackfilled: boolean;
  /**
   * Before and after of a change event, as in `ChangePayload`. A creation has a before only when its
   * moment was corrected, a touchpoint only when it withdraws a meeting: the start that was planned.
   */
  from: RiskEventValue;
  to: RiskEventValue;
};
export type RiskEventValue = string | { [field: string]: string | null } | null;

/**
 * Which signals something would carry if they existed. False means that their absence says nothing,
 * so the factor abstains unless the deal itself has such data.
 */
export type RiskSources = {
  /** E-mail or CRM activities are synced, or this scope has logged touchpoints. */
  touchpoints: boolean;
  calendar: boolean;
  /** This scope fills in next steps. */
  nextSteps: boolean;
};

/** Days that won deals spent in a stage, and how often they were touched there. */
export type StageNorm = {
  /** Won deals that passed through the stage. */
  n: number;
  medianDays: number;
  p75Days: number;
  p90Days: number;
  /** Weighted touchpoints per day (see TOUCH_WEIGHT) of won deals while in the stage. */
  touchesPerDay: number;
};

/** Quantiles of the values of open deals, minor units of the workspace currency. */
export type ValueNorm = { n: number; p25: number; p50: number; p75: number; p90: number };

/** Turns the index into a probability of loss; fitted on the team's own closed deals. */
export type Calibration = CalibrationFit & {
  /** The fit has seen deals closed up to this moment. */
  fittedAt: number;
  /** A rule that seems to close deals, and the fit without the deals it closed. */
  closingRule: ClosingRule | null;
};

/** What a closing rule may count from. */
export const CLOSURE_CLOCKS = ["activity", "customer", "stage", "creation"] as const;
export type ClosureClock = (typeof CLOSURE_CLOCKS)[number];

export type ClosingRule = {
  clock: ClosureClock;
  /** Whole days after the clock's last tick. */
  days: number;
  /** Lost deals it seems to have closed. */
  deals: number;
  /** Null when too few others are left. */
  without: CalibrationFit | null;
};

export type CalibrationFit = {
  /** Closed deals the fit has seen. */
  won: number;
  lost: number;
  /** Weekly snapshots of those deals. */
  samples: number;
  /** logit p = stageCoefficient · logit(rate of the stage) + indexCoefficient · (index − indexMean). */
  stageCoefficient: number;
  indexCoefficient: number;
  indexMean: number;
  /** Smoothed share lost over all stages; stands in for a stage never seen. */
  baseRate: number;
  stages: { [stage: string]: { rate: number; n: number } };
};

/** What a team's own history says, as of a moment. Stored as JSON beside the assessments it made. */
export type RiskNorms = {
  asOf: number;
  stages: { [stage: string]: StageNorm };
  won: number;
  lost: number;
  value: ValueNorm | null;
  sources: RiskSources;
  calibration: Calibration | null;
};

export type FactorPolicy = { enabled: boolean; weight: number };

/** What a team may set. Immutable once stored; a change is a new version. */
export type RiskPolicy = {
  version: number;
  inactivityDays: { overall: number; perStage: { [stage: string]: number } };
  /** When false, silence is counted in working days of the deal's time zone. */
  weekendsCount: boolean;
  factors: Record<FactorKey, FactorPolicy>;
  /** Low < medium ≤ Medium < high ≤ High. */
  bands: { medium: number; high: number };
};

export type RiskInput = {
  deal: RiskDeal;
  /** In any order. Those with `occurredAt` after `at` are not seen. */
  events: readonly RiskEvent[];
  norms: RiskNorms;
  policy: RiskPolicy;
  at: number;
};

/** The numbers a factor's value was computed from; days are rounded to two decimals. */
export type Evidence = { [name: string]: number | string | boolean | null };

export type AssessedFactor = {
  key: FactorKey;
  /** 0–1. */
  value: number;
  /** 0–1; 0 when the policy switched the factor off. */
  weight: number;
  /** Part of the score; the shares of all factors sum to it. */
  share: number;
  reason: string;
  evidence: Evidence;
  /** No data: counts for nothing, in either direction. */
  abstained: boolean;
};

/** How many of the closed deals like this one were lost, and how many those were. */
export type LossRate = { value: number; n: number };
export type LossProbability = LossRate & {
  /** The same without deals that a rule seems to have closed; null without such a rule. */
  withoutClosingRule: LossRate | null;
};

export type RecommendedAction = {
  label: string;
  urgency: "low" | "medium" | "high";
  dueAt: number;
  factor: FactorKey;
};

/** The assessment at one moment: all that needs no look ahead. Wire form: times become ISO strings. */
export type RiskAssessment = {
  at: number;
  /** Index 0–1, not a probability. */
  score: number;
  band: Band;
  lossProbability: LossProbability | null;
  /** All six, in FACTOR_KEYS order. */
  factors: AssessedFactor[];
  /** Of the factors that carry the score, largest share first. */
  reasons: string[];
  recommendedAction: RecommendedAction | null;
  coverage: { known: number; of: number; missing: string[] };
  policyVersion: number;
  normsAsOf: number;
};

export const WAY_BACK_ACTIONS = [
  "reply_received",
  "meeting_held",
  "next_step_dated",
  "close_date_reset",
  "stage_advanced",
] as const;
export type WayBackActionType = (typeof WAY_BACK_ACTIONS)[number];
export type WayBackAction = { type: WayBackActionType; label: string };

/** What the same function says about other moments and other facts. */
export type RiskOutlook = {
  /** When the band next worsens if nobody acts; null when it never does. */
  timeToTrouble: { band: Band; at: number } | null;
  /**
   * Smallest set of actions that brings the deal to Low. Empty when it is Low already; null when no
   * set does ("no action alone does").
   */
  wayBack: { actions: WayBackAction[]; score: number } | null;
  /** When the band next changes by time alone, in either direction; null for never. */
  validUntil: number | null;
};

/** The wire's `risk`: the assessment with its outlook. */
export type RiskReport = RiskAssessment & RiskOutlook;
