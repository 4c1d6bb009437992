import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { touchEvent } from "#test/risk-arbitraries.ts";
import { DAY_MS, DEFAULT_POLICY } from "../constants.ts";
import { findAutomaticClosures } from "./automatic-closures.ts";
import { type DealHistory, dealAt, historyOf } from "./deal-history.ts";
import { describeBacktest } from "./describe-backtest.ts";
import { fitCalibration } from "./fit-calibration.ts";
import { historicNorms } from "./historic-norms.ts";
import { readHistories } from "./read-history.ts";
import { runBacktest, usualTrainUntil, weeklyMoments } from "./run-backtest.ts";
import { scoreSnapshots } from "./score-snapshots.ts";

const START = Date.UTC(2025, 0, 6);

/**
 * Deals with a planted truth: won ones answer every fourth day and leave each stage within ten days,
 * lost ones fall silent in the second stage and are given up after 30–55 days. `luck` of them end the
 * other way round.
 */
function plantedHistories(count: number, luck = 0): DealHistory[] {
  return Array.from({ length: count }, (_, index): DealHistory => {
    const isHealthy = index % 2 === 0;
    const isWon = index % 100 < luck * 100 ? !isHealthy : isHealthy;
    const createdAt = START + ((index * 7) % 300) * DAY_MS + index * 1000;
    const stagedAt = createdAt + (4 + (index % 5)) * DAY_MS;
    const closedAt = stagedAt + (isHealthy ? 6 + (index % 5) : 30 + (index % 26)) * DAY_MS;
    const talksUntil = isHealthy ? closedAt : stagedAt;
    const events = [];
    for (let at = createdAt + DAY_MS; at < talksUntil; at += 4 * DAY_MS) {
      events.push(touchEvent("email_sent", "outbound", at));
      events.push(touchEvent("email_received", "inbound", at + DAY_MS / 2));
    }
    return {
      id: `deal-${index}`,
      createdAt,
      stages: [
        { stage: "Interest", enteredAt: createdAt },
        { stage: "Offer out", enteredAt: stagedAt },
        { stage: isWon ? "Signed" : "Gone", enteredAt: closedAt },
      ],
      events,
      outcome: isWon ? "won" : "lost",
      closedAt,
      record: null,
    };
  });
}

/** The files' rows as they would have been exported at `at`. */
function knownBy(histories: readonly DealHistory[], at: number): DealHistory[] {
  return histories
    .filter((history) => history.createdAt <= at)
    .map((history) => {
      const isClosed = history.closedAt !== null && history.closedAt <= at;
      return {
        ...history,
        stages: history.stages.filter((entry) => entry.enteredAt <= at),
        events: history.events.filter((event) => event.occurredAt <= at),
        outcome: isClosed ? history.outcome : null,
        closedAt: isClosed ? history.closedAt : null,
      };
    });
}

describe("a snapshot", () => {
  const histories = plantedHistories(240, 0.1);

  test("is scored from what was stamped by then and from nothing later", () => {
    const moment = fc.integer({ min: 30, max: 330 }).map((days) => START + days * DAY_MS + 12_345);
    const trained = fc.integer({ min: 30, max: 330 }).map((days) => START + days * DAY_MS);
    fc.assert(
      fc.property(
        moment,
        trained,
        fc.integer({ min: 0, max: histories.length - 1 }),
        (at, trainUntil, index) => {
          const snapshots = [{ dealId: `deal-${index}`, at }];
          const scored = scoreSnapshots({
            histories,
            snapshots,
            policy: DEFAULT_POLICY,
            trainUntil,
          });
          const then = scoreSnapshots({
            histories: knownBy(histories, at),
            snapshots,
            policy: DEFAULT_POLICY,
            trainUntil,
          });
          expect(scored).toEqual(then);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("of a closed deal scores 0, of one that did not exist yet is empty", () => {
    const [first] = histories;
    if (first === undefined || first.closedAt === null) throw new Error("no deal");
    const snapshots = [
      { dealId: first.id, at: first.closedAt },
      { dealId: first.id, at: first.createdAt - 1 },
      { dealId: "unheard of", at: first.closedAt },
    ];
    const scores = scoreSnapshots({
      histories,
      snapshots,
      policy: DEFAULT_POLICY,
      trainUntil: START,
    });
    expect(scores.map(({ score, band }) => ({ score, band }))).toEqual([
      { score: 0, band: "low" },
      { score: null, band: null },
      { score: null, band: null },
    ]);
  });
});

describe("norms of the past", () => {
  test("come from deals won by then, by the file's own stage names, without the final stage", () => {
    const asOf = START + 400 * DAY_MS;
    const norms = historicNorms(plantedHistories(200), asOf);
    expect(Object.keys(norms.stages).sort()).toEqual(["Interest", "Offer out"]);
    expect(norms.stages.Interest).toMatchObject({ n: 100, medianDays: 6 });
    expect(norms).toMatchObject({ won: 100, lost: 100, sources: { touchpoints: true } });
    expect(historicNorms(plantedHistories(200), START).won).toBe(0);
  });
});

describe("calibration", () => {
  const asOf = START + 400 * DAY_MS;

  function calibrate(histories: DealHistory[]) {
    const norms = historicNorms(histories, asOf);
    return fitCalibration({ histories, norms, policy: DEFAULT_POLICY, asOf });
  }

  test("needs forty won and forty lost deals", () => {
    expect(calibrate(plantedHistories(79))).toBeNull();
    expect(calibrate(plantedHistories(80))).not.toBeNull();
  });

  test("does not depend on the order of the deals beyond rounding, nor on the day it is run", () => {
    const histories = plantedHistories(200, 0.2);
    const once = calibrate(histories);
    expect(calibrate(histories)).toEqual(once);
    const reversed = calibrate([...histories].reverse());
    expect(reversed?.indexCoefficient).toBeCloseTo(once?.indexCoefficient ?? 0, 6);
  });

  test("counts the deals behind every stage", () => {
    const calibration = calibrate(plantedHistories(200, 0.2));
    expect(calibration).toMatchObject({ won: 100, lost: 100 });
    expect(calibration?.stages["Offer out"]?.n).toBeGreaterThan(100);
  });
});

describe("closing rules", () => {
  test("are found on the day they act, with the deals they closed", () => {
    const histories = plantedHistories(400).map((history, index): DealHistory => {
      if (history.outcome !== "lost" || index % 4 === 1) return history;
      const stagedAt = history.stages[1]?.enteredAt ?? 0;
      return { ...history, closedAt: stagedAt + 30 * DAY_MS + 3_600_000 };
    });
    const rule = findAutomaticClosures(histories);
    expect(rule).toMatchObject({ clock: "stage", days: 30 });
    expect(rule?.dealIds.size).toBeGreaterThanOrEqual(100);
  });

  test("are not suspected where people close deals on any day", () => {
    expect(findAutomaticClosures(plantedHistories(400))).toBeNull();
  });
});

describe("the back-test", () => {
  function backtest(histories: DealHistory[]) {
    const trainUntil = START + 200 * DAY_MS;
    const moments = weeklyMoments(histories, trainUntil);
    return runBacktest({ histories, policy: DEFAULT_POLICY, trainUntil, moments });
  }

  test("finds a planted signal, better than the base rate and than silence alone", () => {
    const { figures, leadTime } = backtest(plantedHistories(600, 0.1));
    expect(figures?.probability?.auc?.value).toBeGreaterThan(0.75);
    expect(figures?.probability?.brier).toBeLessThan(figures?.baselines.baseRate?.brier ?? 0);
    expect(leadTime?.falseAlarmRate).toBeLessThanOrEqual(0.2);
    expect(leadTime?.medianDays).toBeGreaterThan(7);
  });

  test("finds nothing where the outcome is a coin's", () => {
    const shuffled = plantedHistories(600).map((history, index): DealHistory => {
      const coin = Math.imul(index + 1, 0x9e3779b1) >>> 31;
      return { ...history, outcome: coin === 0 ? "won" : "lost" };
    });
    const auc = backtest(shuffled).figures?.probability?.auc;
    expect(auc?.low).toBeLessThan(0.5);
    expect(auc?.high).toBeGreaterThan(0.5);
  });

  test("says that data is thin instead of giving figures", () => {
    const thin = backtest(plantedHistories(40));
    expect(thin).toMatchObject({ figures: null, leadTime: null, calibration: null });
    expect(describeBacktest(thin)).toContain("Too few deals for figures");
  });

  test("learns from three of five deals when nobody says until when", () => {
    const histories = plantedHistories(100);
    const until = usualTrainUntil(histories) ?? 0;
    expect(histories.filter((history) => (history.closedAt ?? 0) < until)).toHaveLength(60);
    expect(usualTrainUntil([])).toBeNull();
  });
});

describe("files of a CRM export", () => {
  test("become histories with the file's own stages, without desk work", () => {
    const histories = readHistories({
      deals: [
        {
          deal_id: "7",
          deal_created_at: "2025-01-01T08:00:00Z",
          status: "lost",
          closed_at: "2025-02-01T08:00:00Z",
          stage: "Closed lost",
        },
      ],
      activities: [
        { deal_id: "7", type: "review", direction: "internal", started_at: "2025-01-02T08:00:00Z" },
        {
          deal_id: "7",
          type: "offer_back",
          direction: "inbound",
          started_at: "2025-01-03T08:00:00Z",
        },
        { deal_id: "7", type: "call_x", direction: "outbound", started_at: "2025-01-04T08:00:00Z" },
      ],
      stages: [{ deal_id: "7", stage: "Qualified", entered_at: "2025-01-01T09:00:00Z" }],
    });
    expect(histories[0]).toMatchObject({ outcome: "lost", stages: [{ stage: "Qualified" }] });
    expect(histories[0]?.events.map(({ type, direction }) => `${type} ${direction}`)).toEqual([
      "other inbound",
      "call outbound",
    ]);
  });

  test("name the row that has no id", () => {
    const deals = [{ deal_id: "", deal_created_at: "2025-01-01" }];
    expect(() => readHistories({ deals, activities: [], stages: [] })).toThrow(
      "deals, row 2: deal_id is missing",
    );
  });
});

test("one of the product's own deals becomes a history with its stages and fields of the time", () => {
  const day = (n: number) => START + n * DAY_MS;
  const change = (
    type: "stage_changed" | "close_date_changed",
    at: number,
    from: string,
    to: string,
  ) => ({
    ...touchEvent(type, null, at),
    from,
    to,
  });
  const deal = {
    stage: "closed_lost",
    stageEnteredAt: day(30),
    createdAt: day(0),
    isClosed: true,
    closedAt: day(30),
    expectedCloseOn: "2025-03-01",
    nextStep: null,
    nextStepDueOn: null,
    timeZone: "Europe/Berlin",
  };
  const events = [
    change("stage_changed", day(30), "proposal", "closed_lost"),
    change("stage_changed", day(10), "discovery", "proposal"),
    change("close_date_changed", day(20), "2025-02-01", "2025-03-01"),
  ];
  const history = historyOf("a", deal, events);
  expect(history).toMatchObject({ outcome: "lost", closedAt: day(30) });
  expect(dealAt(history, day(15))).toEqual({
    ...deal,
    stage: "proposal",
    stageEnteredAt: day(10),
    isClosed: false,
    closedAt: null,
    expectedCloseOn: "2025-02-01",
  });
});
