import { describe, expect, it } from "vitest";
import { bulkWords, refusalWords, undosOf } from "./bulk-words.ts";

const nameOf = (id: string) => ({ a: "Acme", b: "Beta", amira: "Amira Haddad" })[id] ?? id;

describe("what a bulk change did", () => {
  it("is said with numbers", () => {
    const words = (changed: number, unchanged: number) =>
      bulkWords({ type: "stage", stage: "proposal" }, { changed, unchanged }, nameOf);
    expect(words(12, 0)).toBe("Moved 12 deals to Proposal.");
    expect(words(1, 2)).toBe("Moved 1 deal to Proposal. 2 deals needed no change.");
    expect(words(0, 3)).toBe("3 deals needed no change.");
    expect(words(0, 0)).toBe("Moved no deal to Proposal.");
    expect(
      bulkWords({ type: "assign", assigneeId: "amira" }, { changed: 2, unchanged: 0 }, nameOf),
    ).toBe("Assigned 2 deals to Amira Haddad.");
    expect(
      bulkWords({ type: "assign", assigneeId: null }, { changed: 2, unchanged: 0 }, nameOf),
    ).toBe("Assigned 2 deals to nobody.");
  });

  it("names the first deals that were refused and counts the rest", () => {
    const results = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, ok: false, message: "No." }));
    expect(refusalWords({ results: results.slice(0, 1) }, nameOf)).toEqual(["Acme: No."]);
    expect(refusalWords({ results }, nameOf).slice(3)).toEqual(["d: No.", "and 2 more"]);
  });

  it("is undone by one change for each state that deals were in", () => {
    expect(
      undosOf({
        results: [
          { id: "a", ok: true, undo: { type: "stage", stage: "discovery" } },
          { id: "b", ok: true, undo: { type: "stage", stage: "negotiation" } },
          { id: "c", ok: true, undo: { type: "stage", stage: "discovery" } },
          { id: "d", ok: true },
          { id: "e", ok: false },
        ],
      }),
    ).toEqual([
      { action: { type: "stage", stage: "discovery" }, ids: ["a", "c"] },
      { action: { type: "stage", stage: "negotiation" }, ids: ["b"] },
    ]);
  });
});
