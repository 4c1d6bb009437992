import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STAGES, type Stage } from "#lib/deals/stages.ts";
import { anyNorms, anyPolicy, NOW, touchEvent } from "#test/risk-arbitraries.ts";
import { assessRisk } from "./assess-risk.ts";
import { DAY_MS, DEFAULT_NORMS, DEFAULT_POLICY } from "./constants.ts";
import { dealStateAt, replayInput } from "./replay.ts";
import { replayAt } from "./replay-material.ts";
import type { RiskAssessment, RiskDeal, RiskEvent, RiskInput } from "./types.ts";

/** A deal's life as the product lives it: each step changes the record and logs the change. */
type Step =
  | { kind: "wait" }
  | { kind: "reply"; late: number }
  | { kind: "email" }
  | { kind: "mention" }
  | { kind: "stage"; to: Stage }
  | { kind: "close_date"; days: number | null }
  | { kind: "next_step"; text: string | null; days: number | null };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ kind: "wait" }),
  fc.integer({ min: 0, max: 20 }).map((late): Step => ({ kind: "reply", late })),
  fc.constant<Step>({ kind: "email" }),
  fc.constant<Step>({ kind: "mention" }),
  fc.constantFrom(...STAGES).map((to): Step => ({ kind: "stage", to })),
  fc.option(fc.integer({ min: -30, max: 60 })).map((days): Step => ({ kind: "close_date", days })),
  fc
    .record({
      text: fc.option(fc.constant("Send the offer")),
      days: fc.option(fc.integer({ min: -5, max: 20 })),
    })
    .map((parts): Step => ({ kind: "next_step", ...parts })),
);

const life = fc.record({
  steps: fc.array(fc.record({ step, gap: fc.integer({ min: 1, max: 10 * DAY_MS }) }), {
    minLength: 1,
    maxLength: 15,
  }),
  norms: anyNorms,
  policy: fc.oneof(fc.constant(DEFAULT_POLICY), anyPolicy),
});

const dateIn = (at: number, days: number | null) =>
  days === null ? null : new Date(at + days * DAY_MS).toISOString().slice(0, 10);

function change(
  type: RiskEvent["type"],
  at: number,
  from: RiskEvent["from"],
  to: RiskEvent["to"],
): RiskEvent {
  return { ...touchEvent(type, null, at), from, to };
}

function takeStep(deal: RiskDeal, step: Step, at: number): { deal: RiskDeal; event?: RiskEvent } {
  switch (step.kind) {
    case "wait":
      return { deal };
    case "email":
      return { deal, event: touchEvent("email_sent", "outbound", at) };
    case "mention":
      return { deal, event: touchEvent("competitor_mentioned", null, at) };
    case "reply": {
      const occurredAt = at - step.late * DAY_MS;
      return {
        deal,
        event: { ...touchEvent("email_received", "inbound", occurredAt), recordedAt: at },
      };
    }
    case "stage": {
      if (step.to === deal.stage) return { deal };
      const isClosed = step.to.startsWith("closed");
      return {
        deal: {
          ...deal,
          stage: step.to,
          stageEnteredAt: at,
          isClosed,
          closedAt: isClosed ? at : null,
        },
        event: change("stage_changed", at, deal.stage, step.to),
      };
    }
    case "close_date": {
      const to = dateIn(at, step.days);
      return {
        deal: { ...deal, expectedCloseOn: to },
        event: change("close_date_changed", at, deal.expectedCloseOn, to),
      };
    }
    case "next_step": {
      const dueOn = dateIn(at, step.days);
      return {
        deal: { ...deal, nextStep: step.text, nextStepDueOn: dueOn },
        event: change(
          "next_step_changed",
          at,
          { text: deal.nextStep, dueOn: deal.nextStepDueOn },
          { text: step.text, dueOn },
        ),
      };
    }
  }
}

type Lived = { final: RiskInput; stored: { at: number; deal: RiskDeal; risk: RiskAssessment }[] };

function live({ steps, norms, policy }: typeof life extends fc.Arbitrary<infer L> ? L : never) {
  let at = NOW - 200 * DAY_MS;
  let deal: RiskDeal = {
    stage: "discovery",
    stageEnteredAt: at,
    createdAt: at,
    isClosed: false,
    closedAt: null,
    expectedCloseOn: null,
    nextStep: null,
    nextStepDueOn: null,
    timeZone: "Europe/Berlin",
  };
  const events: RiskEvent[] = [change("deal_created", at, null, null)];
  const stored: Lived["stored"] = [];
  for (const { step: next, gap } of steps) {
    at += gap;
    const taken = takeStep(deal, next, at);
    deal = taken.deal;
    if (taken.event !== undefined) events.push(taken.event);
    const risk = assessRisk({ deal, events: [...events], norms, policy, at });
    stored.push({ at, deal, risk });
  }
  return { final: { deal, events, norms, policy, at }, stored } satisfies Lived;
}

const RUNS = { numRuns: 3_000 };

describe("replay", () => {
  test("at any moment gives what was stored then, and the deal as it stood", () => {
    fc.assert(
      fc.property(life, (parts) => {
        const { final, stored } = live(parts);
        for (const { at, deal, risk } of stored) {
          const input = replayInput({ ...final, at, known: "then" });
          expect(input === null ? null : assessRisk(input)).toEqual(risk);
          expect(dealStateAt(final.deal, final.events, at, "then")).toEqual(deal);
        }
      }),
      RUNS,
    );
  });

  test("as known then is untouched by what is recorded later", () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 300 }), (parts, daysBack) => {
        const { final, stored } = live(parts);
        const recordedAt = final.at + 1;
        const found = {
          ...touchEvent("meeting_held", "two_way", final.at - daysBack * DAY_MS),
          recordedAt,
        };
        const later = { ...final, events: [...final.events, found] };
        for (const { at, risk } of stored) {
          const input = replayInput({ ...later, at, known: "then" });
          expect(input === null ? null : assessRisk(input)).toEqual(risk);
        }
      }),
      RUNS,
    );
  });

  test("as known then is untouched by a history that is filled in afterwards", () => {
    const entries = fc.array(
      fc.record({ days: fc.integer({ min: 0, max: 300 }), to: fc.constantFrom(...STAGES) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(life, entries, (parts, filledIn) => {
        const { final, stored } = live(parts);
        const recordedAt = final.at + 1;
        const found = filledIn.map(({ days, to }) => ({
          ...change("stage_changed", final.at - days * DAY_MS, "discovery", to),
          recordedAt,
          isBackfilled: true,
        }));
        const corrected = { ...final.deal, stageEnteredAt: final.deal.createdAt };
        const later = { ...final, deal: corrected, events: [...final.events, ...found] };
        for (const { at, risk } of stored) {
          const input = replayInput({ ...later, at, known: "then" });
          expect(input === null ? null : assessRisk(input)).toEqual(risk);
        }
      }),
      RUNS,
    );
  });

  test("in the browser is the same, under the rules that were in force", () => {
    fc.assert(
      fc.property(life, (parts) => {
        const { final, stored } = live(parts);
        const since = final.deal.createdAt;
        const material = {
          deal: final.deal,
          events: final.events,
          norms: [
            { since, value: final.norms },
            { since: final.at + 1, value: DEFAULT_NORMS },
          ],
          policies: [{ since, value: final.policy }],
        };
        for (const { at, risk } of stored) expect(replayAt(material, at)).toEqual(risk);
        expect(replayAt(material, since - 1)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test("as it happened sees a late-recorded reply from the moment it was sent", () => {
    const at = NOW - 30 * DAY_MS;
    const deal: RiskDeal = {
      stage: "proposal",
      stageEnteredAt: at - 5 * DAY_MS,
      createdAt: at - 40 * DAY_MS,
      isClosed: false,
      closedAt: null,
      expectedCloseOn: null,
      nextStep: null,
      nextStepDueOn: null,
      timeZone: "UTC",
    };
    const reply = {
      ...touchEvent("email_received", "inbound", at - DAY_MS),
      recordedAt: at + DAY_MS,
    };
    const input = { deal, events: [reply], norms: anyNormsWithSource, policy: DEFAULT_POLICY, at };
    const then = replayInput({ ...input, known: "then" });
    const later = replayInput({ ...input, known: "later" });
    expect(then?.events).toEqual([]);
    expect(later?.events).toEqual([reply]);
  });

  test("knows no deal before it was created", () => {
    const { final } = live({
      steps: [{ step: { kind: "wait" }, gap: DAY_MS }],
      norms: anyNormsWithSource,
      policy: DEFAULT_POLICY,
    });
    expect(replayInput({ ...final, at: final.deal.createdAt - 1, known: "later" })).toBeNull();
  });
});

const anyNormsWithSource = {
  asOf: 0,
  stages: {},
  won: 0,
  lost: 0,
  value: null,
  sources: { touchpoints: true, calendar: true, nextSteps: true },
  calibration: null,
};
