import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatScore, formatShares } from "./format-score.ts";

describe("a score on a page", () => {
  it.each([
    [0, "0.00"],
    [0.699, "0.69"],
    [0.6999999999999998, "0.70"],
    [0.7, "0.70"],
    [0.29, "0.29"],
    [1, "1.00"],
  ])("%d reads %s", (score, text) => {
    expect(formatScore(score)).toBe(text);
  });

  it("never seems to lie in a higher band than it does", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.6999, noNaN: true }), (score) => {
        expect(Number(formatScore(score))).toBeLessThan(0.7);
      }),
    );
  });

  it("has shares that add up to it, digit for digit", () => {
    const shares = fc.array(fc.double({ min: 0, max: 1 / 6, noNaN: true }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(shares, (parts) => {
        const score = parts.reduce((sum, part) => sum + part, 0);
        const shown = formatShares(parts, score);
        const sum = shown.reduce((total, text) => total + Math.round(Number(text) * 100), 0);
        expect((sum / 100).toFixed(2)).toBe(formatScore(score));
        for (const [index, text] of shown.entries()) {
          expect(Math.abs(Number(text) - (parts[index] ?? 0))).toBeLessThanOrEqual(0.01 + 1e-9);
        }
      }),
    );
  });
});
