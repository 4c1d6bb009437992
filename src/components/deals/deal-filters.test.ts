import { describe, expect, it } from "vitest";
import { type DealFilters, filterSentence } from "./deal-filters.ts";

const none: DealFilters = { q: "", bands: [], stages: [], owner: "", minValue: null };
const owners = [{ id: "u1", name: "Maya" }];
const say = (filters: Partial<DealFilters>) =>
  filterSentence({ ...none, ...filters }, owners, "USD");

describe("the filters as a sentence", () => {
  it("reads as one would say it", () => {
    expect(
      say({
        bands: ["high", "medium"],
        stages: ["negotiation"],
        owner: "me",
        minValue: 50_000,
        q: "acme",
      }),
    ).toBe("High or Medium, in Negotiation, from $50,000, mine, matching “acme”");
  });

  it("joins three with a comma and an or", () => {
    expect(say({ stages: ["discovery", "proposal", "negotiation"] })).toBe(
      "in Discovery, Proposal or Negotiation",
    );
  });

  it("names the owner, and leaves out one that is not there", () => {
    expect(say({ owner: "u1" })).toBe("Maya's");
    expect(say({ owner: "gone" })).toBeNull();
  });

  it("says nothing when nothing is filtered", () => {
    expect(say({})).toBeNull();
  });
});
