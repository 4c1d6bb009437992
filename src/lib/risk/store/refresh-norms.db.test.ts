import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { DIRECTIONS, TOUCHPOINT_TYPES } from "#lib/deals/event-types.ts";
import { OPEN_STAGES } from "#lib/deals/stages.ts";
import { db } from "#lib/platform/db.ts";
import { type DealHistory, historyOf } from "#lib/risk/backtest/deal-history.ts";
import { fitCalibration } from "#lib/risk/backtest/fit-calibration.ts";
import { historicNorms } from "#lib/risk/backtest/historic-norms.ts";
import { DAY_MS, DEFAULT_POLICY } from "#lib/risk/constants.ts";
import { computeNorms } from "#lib/risk/store/compute-norms.ts";
import { loadRiskInputs } from "#lib/risk/store/load-risk-inputs.ts";
import { refreshNorms } from "#lib/risk/store/refresh-norms.ts";
import { createTeam, createUser } from "#test/factories.ts";
import { type PlantedDeal, plantDeals } from "#test/planted-deals.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
let owner: { teamId: string; userId: string };

beforeEach(async () => {
  owner = { teamId: (await createTeam({ name: "Norms" })).id, userId: (await createUser()).id };
});

async function historiesOf(deals: readonly PlantedDeal[]): Promise<DealHistory[]> {
  const loaded = await loadRiskInputs(
    db(),
    deals.map(({ id }) => id),
    NOW,
  );
  return loaded
    .map(({ id, input }) => historyOf(id, input.deal, input.events))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const begin = NOW.getTime() - 300 * DAY_MS;
const minutes = fc.integer({ min: 0, max: 200 * 24 * 60 }).map((value) => begin + value * 60_000);

/** Won deals that wander between the open stages, with contact of every kind and direction. */
const wonDeal = fc
  .record({
    at: fc.uniqueArray(minutes, { minLength: 2, maxLength: 7 }),
    stages: fc.array(fc.constantFrom(...OPEN_STAGES), { minLength: 7, maxLength: 7 }),
    touches: fc.array(
      fc.record({
        type: fc.constantFrom(...TOUCHPOINT_TYPES),
        direction: fc.constantFrom(...DIRECTIONS, null),
        at: minutes,
      }),
      { maxLength: 25 },
    ),
  })
  .map(({ at, stages, touches }) => {
    const times = [...at].sort((a, b) => a - b);
    const entered = times.map((time, index) => ({
      stage: index === times.length - 1 ? ("closed_won" as const) : (stages[index] ?? "discovery"),
      at: time,
    }));
    return { stages: entered, touches };
  });

describe("norms of won deals", () => {
  it("count stays and contact exactly as the engine does", async () => {
    const lives = fc.sample(wonDeal, { numRuns: 120, seed: 7 });
    const deals = lives.map((life, index) => ({ id: `${owner.teamId}_${index}`, ...life }));
    await plantDeals(owner, deals);
    const { stages } = await computeNorms(db(), owner.teamId, NOW);
    const expected = historicNorms(await historiesOf(deals), NOW.getTime()).stages;
    for (const stage of OPEN_STAGES) {
      const own = stages[stage];
      const wanted = expected[stage];
      expect(own?.n).toBe(wanted?.n);
      expect(own?.n).toBeGreaterThan(50);
      expect(own?.medianDays).toBeCloseTo(wanted?.medianDays ?? 0, 6);
      expect(own?.p75Days).toBeCloseTo(wanted?.p75Days ?? 0, 6);
      expect(own?.p90Days).toBeCloseTo(wanted?.p90Days ?? 0, 6);
      expect(own?.touchesPerDay).toBeCloseTo(wanted?.touchesPerDay ?? 0, 9);
    }
  });
});

/** Won deals move on and are answered; lost ones fall silent, some of them until a rule closes them. */
function outcomes({ won, lost, ruled }: { won: number; lost: number; ruled: number }) {
  const life = (n: number, outcome: "won" | "lost" | "ruled"): PlantedDeal => {
    const start = begin + ((n * 7919) % (100 * 24)) * 3_600_000;
    const proposal = start + (5 + (n % 11)) * DAY_MS;
    const stay = outcome === "won" ? 8 + (n % 13) : outcome === "lost" ? 15 + (n % 40) : 45;
    const close = proposal + stay * DAY_MS + 3_600_000;
    const answers = outcome === "won" ? Math.floor(stay / 4) : 0;
    return {
      id: `${owner.teamId}_${outcome}_${n}`,
      stages: [
        { stage: "discovery", at: start },
        { stage: "proposal", at: proposal },
        { stage: outcome === "won" ? "closed_won" : "closed_lost", at: close },
      ],
      touches: Array.from({ length: answers }, (_, k) => ({
        type: "email_received" as const,
        direction: "inbound" as const,
        at: proposal + (k * 4 + 2) * DAY_MS,
      })),
    };
  };
  return [
    ...Array.from({ length: won }, (_, n) => life(n, "won")),
    ...Array.from({ length: lost }, (_, n) => life(n, "lost")),
    ...Array.from({ length: ruled }, (_, n) => life(n, "ruled")),
  ];
}

describe("calibration", () => {
  it("is the back-test's own fit to the closed deals, and the same until another closes", async () => {
    const deals = outcomes({ won: 45, lost: 50, ruled: 0 });
    await plantDeals(owner, deals);
    const first = await refreshNorms(owner.teamId, NOW);
    const { calibration } = first;
    const histories = await historiesOf(deals);
    const asOf = Math.max(...histories.map(({ closedAt }) => closedAt ?? 0));
    expect(calibration).toEqual(
      fitCalibration({ histories, norms: first, policy: DEFAULT_POLICY, asOf }),
    );
    expect(calibration).toMatchObject({ won: 45, lost: 50, closingRule: null, fittedAt: asOf });
    expect(calibration?.indexCoefficient).toBeGreaterThan(0);

    await refreshNorms(owner.teamId, new Date(NOW.getTime() + 3 * DAY_MS));
    expect(await db().riskNorms.count({ where: { workspaceId: owner.teamId } })).toBe(1);
  });

  it("is not made from fewer than forty of an outcome, nor from histories that were assumed", async () => {
    const deals = outcomes({ won: 45, lost: 45, ruled: 0 });
    await plantDeals(
      owner,
      deals.map((deal, index) => ({ ...deal, isAssumed: index < 6 })),
    );
    expect((await refreshNorms(owner.teamId, NOW)).calibration).toBeNull();
  });

  it("names a rule that closes deals, and gives the figures without them", async () => {
    await plantDeals(owner, outcomes({ won: 60, lost: 60, ruled: 60 }));
    const { calibration } = await refreshNorms(owner.teamId, NOW);
    expect(calibration).toMatchObject({
      won: 60,
      lost: 120,
      closingRule: { days: 45, without: { won: 60 } },
    });
    const rule = calibration?.closingRule;
    expect(rule?.deals).toBeGreaterThanOrEqual(60);
    expect((rule?.deals ?? 0) + (rule?.without?.lost ?? 0)).toBe(120);
    expect(rule?.without?.baseRate).toBeLessThan(calibration?.baseRate ?? 0);
  });
});
