import { describe, expect, it } from "vitest";
import { exampleDeals } from "./example-deals.ts";

describe("the landing page's example", () => {
  it.each(["2026-01-01T00:00:00Z", "2026-07-15T13:37:00Z", "2028-02-29T23:59:59Z"])(
    "shows every band and adds up, whenever it is looked at (%s)",
    (now) => {
      const examples = exampleDeals(Date.parse(now));
      expect(new Set(examples.map(({ report }) => report.band))).toEqual(
        new Set(["high", "medium", "low"]),
      );
      for (const { report } of examples) {
        const sum = report.factors.reduce((total, { share }) => total + share, 0);
        expect(sum).toBeCloseTo(report.score, 9);
      }
      expect(examples[0]?.report.band).toBe("high");
      expect(examples[0]?.report.recommendedAction).not.toBeNull();
    },
  );
});
