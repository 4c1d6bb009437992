import fc from "fast-check";
import { type DealEventType, type Direction, TOUCHPOINT_TYPES } from "#lib/deals/event-types.ts";
import { OPEN_STAGES } from "#lib/deals/stages.ts";
import { DAY_MS, DEFAULT_NORMS, DEFAULT_POLICY } from "#lib/risk/constants.ts";
import {
  FACTOR_KEYS,
  type RiskDeal,
  type RiskEvent,
  type RiskInput,
  type RiskNorms,
  type RiskPolicy,
} from "#lib/risk/types.ts";

/** Generated deals, histories, norms and policies for property tests, around one fixed moment. */

export const NOW = Date.UTC(2026, 2, 18, 9, 30);
const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"] as const;

/** A moment in the last 200 days, to the minute. */
export const pastMoment = fc
  .integer({ min: 0, max: 200 * 24 * 60 })
  .map((minutes) => NOW - minutes * 60_000);

const calendarDate = fc
  .integer({ min: -120, max: 60 })
  .map((days) => new Date(NOW + days * DAY_MS).toISOString().slice(0, 10));

export function touchEvent(
  type: DealEventType,
  direction: Direction | null,
  occurredAt: number,
  startsAt: number | null = null,
): RiskEvent {
  return {
    type,
    direction,
    occurredAt,
    recordedAt: occurredAt,
    startsAt,
    isBackfilled: false,
    from: null,
    to: null,
  };
}

export const anyDirection = fc.constantFrom<(Direction | null)[]>(
  "inbound",
  "outbound",
  "two_way",
  null,
);

export const touchpoint = fc
  .record({
    type: fc.constantFrom(...TOUCHPOINT_TYPES),
    direction: anyDirection,
    occurredAt: pastMoment,
    ahead: fc.integer({ min: -10, max: 30 }),
  })
  .map(({ type, direction, occurredAt, ahead }) =>
    touchEvent(
      type,
      direction,
      occurredAt,
      type === "meeting_scheduled" ? NOW + ahead * DAY_MS : null,
    ),
  );

const push = fc.record({ occurredAt: pastMoment, from: calendarDate, to: calendarDate }).map(
  ({ occurredAt, from, to }): RiskEvent => ({
    ...touchEvent("close_date_changed", null, occurredAt),
    from,
    to,
  }),
);

export const history = fc.array(fc.oneof({ weight: 4, arbitrary: touchpoint }, push), {
  maxLength: 25,
});

export const openDeal: fc.Arbitrary<RiskDeal> = fc
  .record({
    stage: fc.constantFrom<string[]>(...OPEN_STAGES, "Validation"),
    createdAt: pastMoment,
    stageAge: fc.double({ min: 0, max: 1, noNaN: true }),
    expectedCloseOn: fc.option(calendarDate),
    nextStep: fc.option(fc.constant("Send the contract")),
    nextStepDueOn: fc.option(calendarDate),
    timeZone: fc.constantFrom(...ZONES),
  })
  .map(({ stageAge, ...deal }) => ({
    ...deal,
    stageEnteredAt: Math.round(NOW - stageAge * (NOW - deal.createdAt)),
    isClosed: false,
    closedAt: null,
  }));

const stageNorm = fc
  .record({
    n: fc.integer({ min: 0, max: 60 }),
    medianDays: fc.double({ min: 0, max: 60, noNaN: true }),
    more: fc.double({ min: 0, max: 60, noNaN: true }),
    most: fc.double({ min: 0, max: 60, noNaN: true }),
    touchesPerDay: fc.double({ min: 0, max: 2, noNaN: true }),
  })
  .map(({ more, most, ...norm }) => ({
    ...norm,
    p75Days: norm.medianDays + more,
    p90Days: norm.medianDays + more + most,
  }));

export const anyNorms: fc.Arbitrary<RiskNorms> = fc
  .record({
    stages: fc.dictionary(fc.constantFrom<string[]>(...OPEN_STAGES, "Validation"), stageNorm),
    sources: fc.record({
      touchpoints: fc.boolean(),
      calendar: fc.boolean(),
      nextSteps: fc.boolean(),
    }),
  })
  .map((parts) => ({ ...DEFAULT_NORMS, asOf: NOW, ...parts }));

export const anyPolicy: fc.Arbitrary<RiskPolicy> = fc
  .record({
    overall: fc.integer({ min: 1, max: 60 }),
    proposal: fc.integer({ min: 1, max: 60 }),
    weekendsCount: fc.boolean(),
    weights: fc.array(fc.record({ enabled: fc.boolean(), weight: weightBetween(0, 0.95) }), {
      minLength: FACTOR_KEYS.length,
      maxLength: FACTOR_KEYS.length,
    }),
    medium: weightBetween(0.1, 0.5),
    high: weightBetween(0.55, 0.95),
  })
  .map(({ overall, proposal, weekendsCount, weights, medium, high }) => {
    const factors = { ...DEFAULT_POLICY.factors };
    for (const [index, key] of FACTOR_KEYS.entries()) factors[key] = weights[index] ?? factors[key];
    return {
      version: 3,
      inactivityDays: { overall, perStage: { proposal } },
      weekendsCount,
      factors,
      bands: { medium, high },
    };
  });

function weightBetween(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true });
}

export const anyInput: fc.Arbitrary<RiskInput> = fc
  .record({
    deal: openDeal,
    events: history,
    norms: anyNorms,
    policy: fc.oneof(fc.constant(DEFAULT_POLICY), anyPolicy),
  })
  .map((parts) => ({ ...parts, at: NOW }));
