import { describe, expect, test } from "vitest";
import { NOW, touchEvent } from "#test/risk-arbitraries.ts";
import { assessRisk, scoreRisk } from "./assess-risk.ts";
import { DAY_MS, DEFAULT_NORMS, DEFAULT_POLICY } from "./constants.ts";
import { outlookOf } from "./outlook.ts";
import { priority } from "./priority.ts";
import type { FactorKey, RiskDeal, RiskEvent, RiskInput, RiskNorms } from "./types.ts";
import { wayBack } from "./way-back.ts";

const day = (date: string) => Date.parse(`${date}T09:30:00Z`);
const ago = (days: number) => NOW - days * DAY_MS;

const EVERY_SOURCE = { touchpoints: true, calendar: true, nextSteps: true };
const NORMS: RiskNorms = { ...DEFAULT_NORMS, asOf: NOW, sources: EVERY_SOURCE };
const OWN_PROPOSAL = { n: 40, medianDays: 12, p75Days: 19, p90Days: 26, touchesPerDay: 0.2 };

function input({
  deal = {},
  events = [],
  norms = NORMS,
  policy = DEFAULT_POLICY,
}: {
  deal?: Partial<RiskDeal>;
  events?: RiskEvent[];
  norms?: RiskNorms;
  policy?: RiskInput["policy"];
} = {}): RiskInput {
  return {
    deal: {
      stage: "proposal",
      stageEnteredAt: ago(3),
      createdAt: ago(60),
      isClosed: false,
      closedAt: null,
      expectedCloseOn: null,
      nextStep: null,
      nextStepDueOn: null,
      timeZone: "UTC",
      ...deal,
    },
    events,
    norms,
    policy,
    at: NOW,
  };
}

function factorOf(key: FactorKey, parts: Parameters<typeof input>[0]) {
  const factor = assessRisk(input(parts)).factors.find((candidate) => candidate.key === key);
  if (factor === undefined) throw new Error(`no factor ${key}`);
  return factor;
}

const reply = (days: number) => touchEvent("email_received", "inbound", ago(days));
const email = (days: number) => touchEvent("email_sent", "outbound", ago(days));

describe("a healthy deal", () => {
  test("is Low on its first day, whatever its stage", () => {
    for (const stage of ["discovery", "proposal", "negotiation", "Validation"]) {
      const deal = { stage, createdAt: NOW - 3_600_000, stageEnteredAt: NOW - 3_600_000 };
      expect(scoreRisk(input({ deal })).score).toBeLessThan(0.05);
    }
  });

  test("with a reply yesterday and a meeting next week has nothing to recommend", () => {
    const meeting = touchEvent("meeting_scheduled", "two_way", ago(1), NOW + 7 * DAY_MS);
    const events = [reply(1), reply(2), reply(4), reply(6), email(1), email(3), meeting];
    const { band, recommendedAction } = assessRisk(input({ events }));
    expect({ band, recommendedAction }).toEqual({ band: "low", recommendedAction: null });
  });
});

describe("reasons", () => {
  test("say how long the customer has been silent and what the threshold is", () => {
    expect(factorOf("decay", { events: [reply(19), email(4)] }).reason).toBe(
      "No reply for 19 days; threshold is 7; last outreach 4 days ago",
    );
    expect(factorOf("decay", { events: [reply(19)] }).reason).toBe(
      "Nothing from the customer for 19 days; threshold is 7",
    );
    expect(factorOf("decay", {}).reason).toBe(
      "No touchpoint in the 60 days since creation; threshold is 7",
    );
  });

  test("compare the stage with the team's own won deals, or say that they are typical figures", () => {
    const deal = { stageEnteredAt: ago(41) };
    const norms = { ...NORMS, stages: { proposal: OWN_PROPOSAL } };
    expect(factorOf("velocity", { deal, norms }).reason).toBe(
      "In Proposal for 41 days; won deals take 12 (median), 90% are through in 26",
    );
    expect(factorOf("velocity", { deal }).reason).toContain("(typical figures; 0 own won deals");
  });

  test("name the slowest stage of the pipeline", () => {
    const quick = { ...OWN_PROPOSAL, medianDays: 4, p75Days: 6, p90Days: 9 };
    const norms = {
      ...NORMS,
      stages: { discovery: quick, proposal: OWN_PROPOSAL, negotiation: quick },
    };
    expect(factorOf("velocity", { norms }).reason).toContain("the slowest stage of your pipeline");
    expect(factorOf("velocity", { norms, deal: { stage: "discovery" } }).reason).not.toContain(
      "slowest",
    );
  });

  test("tell an overdue close date and how often it was moved out", () => {
    const push = (from: string, to: string) => ({
      ...touchEvent("close_date_changed", null, ago(20)),
      from,
      to,
    });
    const events = [push("2026-01-10", "2026-02-10"), push("2026-02-10", "2026-03-10")];
    expect(factorOf("slippage", { deal: { expectedCloseOn: "2026-03-10" }, events }).reason).toBe(
      "Expected close 10 Mar 2026 is 8 days past; moved out 2 times before",
    );
  });

  test("tell an overdue next step, one without a date, and none", () => {
    const reasonOf = (deal: Partial<RiskDeal>) =>
      factorOf("next_step", { deal, events: [reply(6)] }).reason;
    expect(reasonOf({ nextStepDueOn: "2026-03-15" })).toBe(
      "Next step overdue by 3 days (due 15 Mar 2026)",
    );
    expect(reasonOf({ nextStep: "Call" })).toBe(
      "Next step has no date; no meeting planned for 6 days",
    );
    expect(reasonOf({})).toBe("No next step and no meeting planned for 6 days");
  });

  test("come largest share first", () => {
    const { factors, reasons } = assessRisk(input({ events: [reply(30), email(10), email(6)] }));
    const expected = factors
      .filter((factor) => factor.share >= 0.01)
      .sort((a, b) => b.share - a.share)
      .map((factor) => factor.reason);
    expect(reasons).toEqual(expected);
    expect(reasons.length).toBeGreaterThan(2);
  });
});

describe("silence", () => {
  test("grows without steps: 0 at once, a third at the threshold, two thirds at twice", () => {
    const values = [0, 7, 14, 365].map(
      (days) => factorOf("decay", { events: [reply(days)] }).value,
    );
    expect(values.map((value) => Math.round(value * 100) / 100)).toEqual([0, 0.33, 0.67, 0.97]);
  });

  test("is softened part of the way by the seller, and ended by a call", () => {
    const silent = factorOf("decay", { events: [reply(30)] }).value;
    const chased = factorOf("decay", { events: [reply(30), email(0)] }).value;
    const called = factorOf("decay", { events: [reply(30), touchEvent("call", null, NOW)] }).value;
    expect(chased).toBeCloseTo(0.6 * silent);
    expect(called).toBe(0);
  });

  test("is measured against the threshold of the stage", () => {
    const policy = {
      ...DEFAULT_POLICY,
      inactivityDays: { overall: 7, perStage: { proposal: 28 } },
    };
    expect(factorOf("decay", { events: [reply(28)], policy }).value).toBeCloseTo(1 / 3);
  });

  test("can leave out weekends, in the deal's own time zone", () => {
    const policy = { ...DEFAULT_POLICY, weekendsCount: false };
    const friday = touchEvent("email_received", "inbound", day("2026-03-13"));
    const { evidence, reason } = factorOf("decay", { events: [friday], policy });
    expect(evidence.silentDays).toBe(3);
    expect(reason).toContain("3 working days");
  });
});

describe("missing data is not silence", () => {
  const bare = { ...NORMS, sources: { touchpoints: false, calendar: false, nextSteps: false } };

  test("a factor without data abstains, adds nothing, and the coverage says so", () => {
    const { factors, coverage } = assessRisk(input({ norms: bare }));
    expect(factors.filter((factor) => factor.abstained).map((factor) => factor.key)).toEqual([
      "decay",
      "engagement",
      "competition",
      "slippage",
      "next_step",
    ]);
    expect(factors.filter((factor) => factor.abstained && factor.share > 0)).toEqual([]);
    expect(coverage).toMatchObject({ known: 1, of: 6 });
    expect(coverage.missing).toContain("no calendar connected");
  });

  test("without a calendar five of six signals remain", () => {
    const norms = { ...NORMS, sources: { touchpoints: true, calendar: false, nextSteps: false } };
    const deal = { expectedCloseOn: "2026-05-01" };
    expect(assessRisk(input({ norms, deal, events: [reply(2)] })).coverage).toEqual({
      known: 5,
      of: 6,
      missing: ["no calendar connected"],
    });
  });

  test("a factor switched off is not asked for", () => {
    const off = { enabled: false, weight: 0.4 };
    const policy = { ...DEFAULT_POLICY, factors: { ...DEFAULT_POLICY.factors, slippage: off } };
    const { coverage, factors } = assessRisk(
      input({ policy, deal: { expectedCloseOn: "2025-01-01" } }),
    );
    expect(coverage.of).toBe(5);
    expect(factors.find((factor) => factor.key === "slippage")?.share).toBe(0);
  });
});

describe("own norms and defaults", () => {
  test("blend evenly until there are twenty won deals", () => {
    const deal = { stageEnteredAt: ago(10) };
    const medianWith = (n: number) => {
      const own = { n, medianDays: 32, p75Days: 40, p90Days: 50, touchesPerDay: 0.2 };
      return factorOf("velocity", { deal, norms: { ...NORMS, stages: { proposal: own } } }).evidence
        .medianDays;
    };
    expect([0, 10, 20, 200].map(medianWith)).toEqual([12, 22, 32, 32]);
  });
});

describe("advice", () => {
  test("answers the top factor and is due by the facts, so that it can be overdue", () => {
    const parts = { events: [reply(30), email(2)] };
    const first = assessRisk(input(parts));
    const later = assessRisk({ ...input(parts), at: NOW + DAY_MS });
    expect(first.recommendedAction?.factor).toBe(
      [...first.factors].sort((a, b) => b.share - a.share)[0]?.key,
    );
    expect(later.recommendedAction?.dueAt).toBe(first.recommendedAction?.dueAt);
    expect(first.recommendedAction?.dueAt).toBeLessThan(NOW);
  });

  test("the way back from silence is one conversation", () => {
    const deal = { stageEnteredAt: ago(20), nextStepDueOn: "2026-03-30" };
    const back = wayBack(input({ deal, events: [reply(45), email(9), email(5)] }));
    expect(back?.actions.map((action) => action.type)).toEqual(["reply_received"]);
  });

  test("no action brings back a deal stuck for a year in the last stage with its date pushed often", () => {
    const events = [1, 2, 3, 4, 5].map((n) => ({
      ...touchEvent("close_date_changed", null, ago(n * 30)),
      from: `2025-0${n}-01`,
      to: `2025-0${n + 1}-01`,
    }));
    const deal = {
      stage: "negotiation",
      createdAt: ago(500),
      stageEnteredAt: ago(365),
      expectedCloseOn: "2025-06-01",
    };
    expect(wayBack(input({ deal, events }))).toBeNull();
  });
});

describe("an agreed meeting", () => {
  const start = NOW + 3 * DAY_MS;
  const planned = (daysAgo: number, startsAt: number, from: number | null = null): RiskEvent => ({
    ...touchEvent("meeting_scheduled", "two_way", ago(daysAgo)),
    startsAt,
    from: from === null ? null : new Date(from).toISOString(),
  });
  const cancelled = (daysAgo: number): RiskEvent => ({
    ...touchEvent("other", null, ago(daysAgo)),
    from: new Date(start).toISOString(),
  });
  const nextStep = (events: RiskEvent[]) => factorOf("next_step", { events }).value;

  test("is a next step until it is cancelled, and again when it is agreed upon anew", () => {
    const none = nextStep([reply(5)]);
    expect(nextStep([reply(5), planned(4, start)])).toBeLessThan(none);
    expect(nextStep([reply(5), planned(4, start), cancelled(2)])).toBe(none);
    expect(nextStep([reply(5), planned(4, start), cancelled(2), planned(1, start)])).toBeLessThan(
      none,
    );
  });

  test("that was moved into the past holds no longer", () => {
    const moved = [reply(5), planned(4, start), planned(3, ago(1), start)];
    expect(nextStep(moved)).toBe(nextStep([reply(5), planned(3, ago(1))]));
  });

  test("that is cancelled is no contact with anybody", () => {
    const decay = (events: RiskEvent[]) => factorOf("decay", { events }).value;
    expect(decay([reply(9), planned(8, start), cancelled(0)])).toBe(
      decay([reply(9), planned(8, start)]),
    );
  });
});

describe("outlook", () => {
  test("a fresh deal will be in trouble at a moment that is known to the millisecond", () => {
    const fresh = input({ events: [reply(0)] });
    const { timeToTrouble, validUntil } = outlookOf(fresh);
    expect(timeToTrouble?.band).toBe("medium");
    expect(validUntil).toBe(timeToTrouble?.at);
    expect(scoreRisk({ ...fresh, at: (timeToTrouble?.at ?? 0) - 1 }).band).toBe("low");
    expect(scoreRisk({ ...fresh, at: timeToTrouble?.at ?? 0 }).band).toBe("medium");
  });

  test("a fading mention can end a band by itself", () => {
    const policy = {
      ...DEFAULT_POLICY,
      factors: Object.fromEntries(
        Object.entries(DEFAULT_POLICY.factors).map(([key, factor]) => [
          key,
          key === "competition" ? { enabled: true, weight: 0.9 } : { ...factor, enabled: false },
        ]),
      ) as typeof DEFAULT_POLICY.factors,
    };
    const events = [touchEvent("competitor_mentioned", null, NOW)];
    const { timeToTrouble, validUntil } = outlookOf(input({ events, policy }));
    expect(timeToTrouble).toBeNull();
    expect(validUntil).toBeGreaterThan(NOW);
  });

  test("an event dated ahead ends what is stored when it happens", () => {
    const ahead = touchEvent("call", "two_way", NOW + DAY_MS / 2);
    expect(outlookOf(input({ events: [reply(0), ahead] })).validUntil).toBe(NOW + DAY_MS / 2);
  });
});

describe("priority", () => {
  const norms = { ...NORMS, value: { n: 60, p25: 100, p50: 200, p75: 400, p90: 900 } };

  test("orders equal risks by value and stage, and says why", () => {
    const big = priority({ risk: 0.6, valueMinor: 500, stage: "negotiation", norms });
    const small = priority({ risk: 0.6, valueMinor: 50, stage: "discovery", norms });
    expect(big.value).toBeGreaterThan(small.value);
    expect(big.reason).toBe("High value, in negotiation");
    expect(small.reason).toBe("Small value, in discovery");
  });

  test("rises with the value, stays within 0 and 1, and treats an unknown value as typical", () => {
    const values = [0, 50, 100, 150, 200, 300, 400, 600, 900, 10_000].map(
      (valueMinor) => priority({ risk: 1, valueMinor, stage: "negotiation", norms }).value,
    );
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
    expect(priority({ risk: 1, valueMinor: null, stage: "negotiation", norms }).value).toBeCloseTo(
      0.8,
    );
  });

  test("calls no value very high where next to no deal has one", () => {
    const empty = { ...norms, value: { n: 60, p25: 0, p50: 0, p75: 0, p90: 0 } };
    const none = priority({ risk: 1, valueMinor: 0, stage: "negotiation", norms: empty });
    expect(none.reason).toBe("No value given, in negotiation");
    expect(none.value).toBeCloseTo(0.8);
    const zero = priority({ risk: 1, valueMinor: 0, stage: "negotiation", norms });
    expect(zero.reason).toBe("No value given, in negotiation");
  });
});
