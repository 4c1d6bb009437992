import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TOUCHPOINT_TYPES } from "#lib/deals/event-types.ts";
import {
  anyDirection,
  anyInput,
  NOW,
  pastMoment,
  touchEvent,
  touchpoint,
} from "#test/risk-arbitraries.ts";
import { assessRisk, scoreRisk } from "./assess-risk.ts";
import { DAY_MS } from "./constants.ts";
import { explainMove } from "./explain-move.ts";
import { outlookOf } from "./outlook.ts";
import type { RiskEvent, RiskInput } from "./types.ts";
import { WAY_BACK_ACTIONS } from "./types.ts";
import { applyActions, wayBack } from "./way-back.ts";

const RUNS = { numRuns: 3_000 };
/** Sums of rounded logarithms; far below anything a person could see. */
const EPS = 1e-9;

const score = (input: RiskInput) => scoreRisk(input).score;

function withEvents(input: RiskInput, ...extra: RiskEvent[]): RiskInput {
  return { ...input, events: [...input.events, ...extra] };
}

function withoutMentions(input: RiskInput): RiskInput {
  return {
    ...input,
    events: input.events.filter((event) => event.type !== "competitor_mentioned"),
  };
}

/** Where nothing would have carried contact, a first record ends an abstention; see the next test. */
function withTouchSource(input: RiskInput): RiskInput {
  const sources = { ...input.norms.sources, touchpoints: true };
  return { ...input, norms: { ...input.norms, sources } };
}

describe("the score", () => {
  test("is between 0 and 1, and so is every part of it", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { score, factors } = assessRisk(input);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        for (const { value, share } of factors) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          expect(share).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  test("is the sum of the factors' shares", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { score, factors } = assessRisk(input);
        const sum = factors.reduce((total, factor) => total + factor.share, 0);
        expect(Math.abs(sum - score)).toBeLessThan(EPS);
      }),
      RUNS,
    );
  });

  test("is one minus the product of what the weighted factors leave", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { score, factors } = assessRisk(input);
        const left = factors.reduce((rest, { value, weight }) => rest * (1 - weight * value), 1);
        expect(Math.abs(1 - left - score)).toBeLessThan(EPS);
      }),
      RUNS,
    );
  });

  test("is the same with and without the words", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { score, band } = assessRisk(input);
        expect(scoreRisk(input)).toEqual({ score, band });
      }),
      RUNS,
    );
  });

  test("does not depend on the order of the events", () => {
    const shuffled = anyInput.chain((input) =>
      fc
        .shuffledSubarray([...input.events], {
          minLength: input.events.length,
          maxLength: input.events.length,
        })
        .map((events) => ({ input, other: { ...input, events } })),
    );
    fc.assert(
      fc.property(shuffled, ({ input, other }) => {
        expect(assessRisk(other)).toEqual(assessRisk(input));
      }),
      RUNS,
    );
  });

  test("does not see what has not happened yet", () => {
    fc.assert(
      fc.property(anyInput, touchpoint, fc.integer({ min: 1, max: 1e9 }), (input, event, later) => {
        const ahead = { ...event, occurredAt: NOW + later };
        expect(assessRisk(withEvents(input, ahead))).toEqual(assessRisk(input));
      }),
      RUNS,
    );
  });

  test("is 0 once the deal is closed", () => {
    fc.assert(
      fc.property(anyInput, pastMoment, (input, closedAt) => {
        const closed = { ...input, deal: { ...input.deal, isClosed: true, closedAt } };
        const { score, band, reasons, recommendedAction } = assessRisk(closed);
        expect({ score, band, reasons, recommendedAction }).toEqual({
          score: 0,
          band: "low",
          reasons: [],
          recommendedAction: null,
        });
        expect(outlookOf(closed)).toEqual({ timeToTrouble: null, validUntil: null });
      }),
      RUNS,
    );
  });
});

describe("contact", () => {
  const buyerTouch = fc
    .record({
      type: fc.constantFrom(...TOUCHPOINT_TYPES.filter((type) => type !== "competitor_mentioned")),
      direction: fc.constantFrom("inbound" as const, "two_way" as const),
      occurredAt: pastMoment,
      startsAt: fc.option(fc.integer({ min: NOW - 30 * DAY_MS, max: NOW + 30 * DAY_MS })),
    })
    .map(({ type, direction, occurredAt, startsAt }) =>
      touchEvent(type, direction, occurredAt, type === "meeting_scheduled" ? startsAt : null),
    );

  test("by the customer, at any time, never raises the risk", () => {
    fc.assert(
      fc.property(anyInput.map(withTouchSource), buyerTouch, (input, touch) => {
        expect(score(withEvents(input, touch))).toBeLessThanOrEqual(score(input) + EPS);
      }),
      RUNS,
    );
  });

  test("by the customer now never raises the risk, even as the first thing recorded", () => {
    fc.assert(
      fc.property(anyInput, buyerTouch, (input, touch) => {
        const now = { ...touch, occurredAt: NOW };
        expect(score(withEvents(input, now))).toBeLessThanOrEqual(score(input) + EPS);
      }),
      RUNS,
    );
  });

  test("by the seller alone never makes a deal safer than a reply would", () => {
    const sellerEvent = fc
      .record({
        type: fc.constantFrom("email_sent", "proposal_sent", "note", "call", "other" as const),
        occurredAt: pastMoment,
      })
      .map(({ type, occurredAt }) => touchEvent(type, "outbound", occurredAt));
    const invitation = fc
      .record({ occurredAt: pastMoment, ahead: fc.integer({ min: -20, max: 20 }) })
      .map(({ occurredAt, ahead }) =>
        touchEvent("meeting_scheduled", "outbound", occurredAt, NOW + ahead * DAY_MS),
      );
    fc.assert(
      fc.property(
        anyInput.map(withTouchSource),
        fc.array(fc.oneof(sellerEvent, invitation), { minLength: 1, maxLength: 5 }),
        (input, seller) => {
          const last = Math.max(...seller.map((event) => event.occurredAt));
          const reply = touchEvent("email_received", "inbound", last);
          const replied = score(withEvents(input, ...seller.slice(1), reply));
          const alone = score(withEvents(input, ...seller));
          if (seller.length === 1) expect(alone).toBeGreaterThanOrEqual(replied - EPS);
          expect(score(withEvents(input, ...seller, reply))).toBeLessThanOrEqual(alone + EPS);
        },
      ),
      RUNS,
    );
  });
});

describe("time", () => {
  const wait = fc.integer({ min: 1, max: 200 * DAY_MS });

  test("never lowers the risk of a deal without a competitor", () => {
    fc.assert(
      fc.property(anyInput.map(withoutMentions), wait, (input, later) => {
        expect(score({ ...input, at: NOW + later })).toBeGreaterThanOrEqual(score(input) - EPS);
      }),
      RUNS,
    );
  });

  test("makes no jumps: a minute moves the score by less than a hundredth", () => {
    fc.assert(
      fc.property(anyInput, wait, (input, later) => {
        const before = score({ ...input, at: NOW + later });
        const after = score({ ...input, at: NOW + later + 60_000 });
        expect(Math.abs(after - before)).toBeLessThan(0.01);
      }),
      RUNS,
    );
  });

  test("worsens the band exactly at the predicted time to trouble, and not before", () => {
    fc.assert(
      fc.property(anyInput, fc.double({ min: 0, max: 1, noNaN: true }), (input, part) => {
        const { timeToTrouble } = outlookOf(input);
        const bandAt = (at: number) => scoreRisk({ ...input, at }).band;
        const rank = { low: 0, medium: 1, high: 2 };
        const now = rank[bandAt(NOW)];
        if (timeToTrouble === null) {
          expect(rank[bandAt(Math.round(NOW + part * 1_800 * DAY_MS))]).toBeLessThanOrEqual(now);
          return;
        }
        const { at, band } = timeToTrouble;
        expect(bandAt(at)).toBe(band);
        expect(rank[band]).toBeGreaterThan(now);
        expect(rank[bandAt(at - 1)]).toBeLessThanOrEqual(now);
        const between = Math.floor(NOW + part * (at - 1 - NOW));
        expect(rank[bandAt(between)]).toBeLessThanOrEqual(now);
      }),
      RUNS,
    );
  });

  test("leaves the stored band valid exactly until validUntil", () => {
    fc.assert(
      fc.property(anyInput, fc.double({ min: 0, max: 1, noNaN: true }), (input, part) => {
        const { validUntil } = outlookOf(input);
        const bandAt = (at: number) => scoreRisk({ ...input, at }).band;
        const end = validUntil ?? NOW + 1_800 * DAY_MS;
        expect(bandAt(Math.floor(NOW + part * (end - 1 - NOW)))).toBe(bandAt(NOW));
        if (validUntil !== null) expect(bandAt(validUntil)).not.toBe(bandAt(NOW));
      }),
      RUNS,
    );
  });
});

describe("raising what a factor measures never lowers the score", () => {
  const days = fc.integer({ min: 1, max: 100 }).map((n) => n * DAY_MS);

  test("longer in the stage", () => {
    fc.assert(
      fc.property(anyInput, days, (input, more) => {
        const deal = { ...input.deal, stageEnteredAt: input.deal.stageEnteredAt - more };
        expect(score({ ...input, deal })).toBeGreaterThanOrEqual(score(input) - EPS);
      }),
      RUNS,
    );
  });

  test("an earlier close date, or one more push of it", () => {
    fc.assert(
      fc.property(anyInput, days, pastMoment, (input, more, occurredAt) => {
        const { expectedCloseOn } = input.deal;
        if (expectedCloseOn === null) return;
        const earlier = new Date(Date.parse(expectedCloseOn) - more).toISOString().slice(0, 10);
        const deal = { ...input.deal, expectedCloseOn: earlier };
        expect(score({ ...input, deal })).toBeGreaterThanOrEqual(score(input) - EPS);
        const pushed = {
          ...touchEvent("close_date_changed", null, occurredAt),
          from: earlier,
          to: expectedCloseOn,
        };
        expect(score(withEvents(input, pushed))).toBeGreaterThanOrEqual(score(input) - EPS);
      }),
      RUNS,
    );
  });

  test("one more mention of a competitor", () => {
    fc.assert(
      fc.property(anyInput, pastMoment, anyDirection, (input, occurredAt, direction) => {
        const mention = touchEvent("competitor_mentioned", direction, occurredAt);
        expect(score(withEvents(input, mention))).toBeGreaterThanOrEqual(score(input) - EPS);
      }),
      RUNS,
    );
  });

  test("a next step longer overdue", () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 1, max: 90 }), (input, late) => {
        const due = (days: number) => new Date(NOW - days * DAY_MS).toISOString().slice(0, 10);
        const overdue = (days: number) =>
          score({ ...input, deal: { ...input.deal, nextStepDueOn: due(days) } });
        expect(overdue(late + 1)).toBeGreaterThanOrEqual(overdue(late) - EPS);
      }),
      RUNS,
    );
  });

  test("a larger weight", () => {
    fc.assert(
      fc.property(
        anyInput,
        fc.constantFrom("decay", "velocity", "engagement", "competition", "slippage", "next_step"),
        (input, key) => {
          const factor = { enabled: true, weight: 0.95 };
          const policy = { ...input.policy, factors: { ...input.policy.factors, [key]: factor } };
          expect(score({ ...input, policy })).toBeGreaterThanOrEqual(score(input) - EPS);
        },
      ),
      RUNS,
    );
  });
});

describe("the way back", () => {
  test("is the smallest set of actions, found by trying every sequence", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const found = wayBack(input);
        const possible = WAY_BACK_ACTIONS.filter(
          (type) =>
            (type !== "close_date_reset" || input.deal.expectedCloseOn !== null) &&
            (type !== "stage_advanced" || ["discovery", "proposal"].includes(input.deal.stage)),
        );
        let smallest = Infinity;
        for (let mask = 0; mask < 2 ** possible.length; mask += 1) {
          const types = possible.filter((_, bit) => Math.floor(mask / 2 ** bit) % 2 === 1);
          const { band } = scoreRisk(applyActions(input, types));
          if (band === "low") smallest = Math.min(smallest, types.length);
        }
        expect(found === null ? Infinity : found.actions.length).toBe(smallest);
        if (found === null) return;
        const done = applyActions(
          input,
          found.actions.map((action) => action.type),
        );
        expect(scoreRisk(done)).toEqual({ score: found.score, band: "low" });
      }),
      { numRuns: 1_500 },
    );
  });
});

describe("why it moved", () => {
  test("the factors' changes sum to the change of the score", () => {
    fc.assert(
      fc.property(anyInput, anyInput, (one, two) => {
        const before = assessRisk(one);
        const after = assessRisk(two);
        const move = explainMove(before, after);
        const sum = move.factors.reduce((total, factor) => total + factor.change, 0);
        expect(Math.abs(sum - (after.score - before.score))).toBeLessThan(EPS);
      }),
      RUNS,
    );
  });
});
