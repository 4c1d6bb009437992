import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyNorms } from "#test/risk-arbitraries.ts";
import { DEFAULT_NORMS, DEFAULT_POLICY } from "./constants.ts";
import { riskNormsSchema, riskPolicySchema } from "./schema.ts";

describe("a policy", () => {
  test("as delivered is valid", () => {
    expect(riskPolicySchema.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
  });

  test("cannot have its bands the wrong way round, nor a weight that is certainty", () => {
    const bands = { medium: 0.8, high: 0.7 };
    expect(riskPolicySchema.safeParse({ ...DEFAULT_POLICY, bands }).success).toBe(false);
    const decay = { enabled: true, weight: 1 };
    const factors = { ...DEFAULT_POLICY.factors, decay };
    expect(riskPolicySchema.safeParse({ ...DEFAULT_POLICY, factors }).success).toBe(false);
  });

  test("names all six factors", () => {
    const { decay: _, ...factors } = DEFAULT_POLICY.factors;
    expect(riskPolicySchema.safeParse({ ...DEFAULT_POLICY, factors }).success).toBe(false);
  });
});

test("norms come back from storage as they were", () => {
  expect(riskNormsSchema.parse(DEFAULT_NORMS)).toEqual(DEFAULT_NORMS);
  fc.assert(
    fc.property(anyNorms, (norms) => {
      const stored: unknown = JSON.parse(JSON.stringify(norms));
      expect(riskNormsSchema.parse(stored)).toEqual(stored);
    }),
    { numRuns: 300 },
  );
});
