import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyInput } from "#test/risk-arbitraries.ts";
import { scoreRisk } from "./assess-risk.ts";
import { WAY_BACK_ACTIONS } from "./types.ts";
import { applyActions, possibleActions, tryActions, wayBack } from "./way-back.ts";

const someActions = fc.subarray([...WAY_BACK_ACTIONS]);

describe("trying actions out", () => {
  test("gives what doing them gives, step by step", () => {
    fc.assert(
      fc.property(anyInput, someActions, (input, ticked) => {
        const tried = tryActions(input, ticked);
        const possible = possibleActions(input).map(({ type }) => type);
        expect(tried.steps.map(({ type }) => type)).toEqual(possible);
        const done = possible.filter((type) => ticked.includes(type));
        expect({ score: tried.score, band: tried.band }).toEqual(
          scoreRisk(applyActions(input, done)),
        );
        const last = tried.steps.filter(({ isTicked }) => isTicked).at(-1);
        if (last !== undefined) expect(last.score).toBe(tried.score);
        for (const { type, isTicked, score } of tried.steps) {
          if (isTicked) continue;
          expect(score).toBe(scoreRisk(applyActions(input, [...done, type])).score);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("with the way back ticked ends at the score that the way back promises", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const way = wayBack(input);
        if (way === null || way.actions.length === 0) return;
        const tried = tryActions(
          input,
          way.actions.map(({ type }) => type),
        );
        expect(tried).toMatchObject({ score: way.score, band: "low" });
      }),
      { numRuns: 2_000 },
    );
  });
});
