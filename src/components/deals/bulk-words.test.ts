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

  it("says each reason for a refusal once, with the first deals it holds for", () => {
    const refused = (ids: string[], message: string) =>
      ids.map((id) => ({ id, ok: false, message }));
    const results = [
      ...refused(["a", "b"], "Not yours."),
      { id: "x", ok: true },
      ...refused(["c", "d", "e", "f", "g"], "Gone."),
    ];
    expect(refusalWords({ results }, nameOf)).toEqual([
      "Not changed: Acme and Beta. Not yours.",
      "Not changed: c, d, e, and 2 more. Gone.",
    ]);
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
