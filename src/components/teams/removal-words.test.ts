import { describe, expect, it } from "vitest";
import { dealsInWords, leavingInWords } from "./removal-words.ts";

describe("what somebody leaves behind", () => {
  it.each([
    [{ open: 0, closed: 0 }, null],
    [{ open: 1, closed: 0 }, "1 open deal"],
    [{ open: 0, closed: 1 }, "1 closed deal"],
    [{ open: 12, closed: 1_030 }, "12 open and 1,030 closed deals"],
  ])("is counted as a colleague would say it", (counts, words) => {
    expect(dealsInWords(counts)).toBe(words);
  });

  it("is said before they leave, also when it is nothing", () => {
    const removal = {
      member: { id: "m", name: "Mia", role: "member" as const },
      owned: { open: 2, closed: 0 },
      assigned: { open: 0, closed: 1 },
      invites: 0,
      heir: { id: "k", name: "Katharina Lenz" },
    };
    expect(leavingInWords(removal)).toEqual([
      "The 2 open deals that you own will be Katharina Lenz’s.",
      "The 1 closed deal of others that you work on will be assigned to nobody.",
    ]);
    const nothing = { open: 0, closed: 0 };
    expect(leavingInWords({ ...removal, owned: nothing, assigned: nothing })).toEqual([
      "You own no deals here, and none is assigned to you.",
    ]);
  });
});
