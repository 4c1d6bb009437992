import { describe, expect, it } from "vitest";
import { blockedWords, deletionWords } from "#components/account/deletion-words.ts";
import type { DeletionDto } from "#lib/account/schema.ts";

const team = (fields: Partial<DeletionDto["teams"][number]>) => ({
  id: "t1",
  name: "Northwind",
  role: "member" as const,
  fate: "kept" as const,
  owned: 0,
  heir: { id: "u2", name: "Ann" },
  ...fields,
});
const nothing = { deals: 0, contacts: 0, meetings: 0, chats: 0 };

describe("before an account is deleted", () => {
  it("its person reads what goes and who gets what", () => {
    expect(
      deletionWords({
        isBlocked: false,
        personal: { ...nothing, deals: 1, chats: 1200 },
        teams: [team({ owned: 2 }), team({ name: "Solo", fate: "deleted", heir: null })],
      }),
    ).toEqual([
      "Your own 1 deal and 1,200 chats are deleted, with your settings, notifications and connections.",
      "You leave Northwind; 2 deals that you own there go to Ann.",
      "Solo is deleted with all its deals: nobody else is in it.",
      "What you wrote on your teams' deals stays, without your name.",
    ]);
  });

  it("they read what stands in the way, and what to do about it", () => {
    const blocked = team({ role: "owner", fate: "blocked", heir: null });
    expect(
      blockedWords({
        isBlocked: true,
        personal: nothing,
        teams: [blocked, { ...blocked, name: "Globex" }, team({ name: "Other" })],
      }),
    ).toBe(
      "You are the only owner of Northwind and Globex, with other people in them. Make somebody else an owner, or delete the team, first.",
    );
  });
});
