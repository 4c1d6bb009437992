import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "#lib/deals/event-types.ts";
import { eventNote, eventWords } from "./event-words.ts";

const clock = { now: "2026-11-23T12:00:00Z", timeZone: "UTC" };
const usd = (minor: string) => ({ minor, currency: "USD" });

describe("an event as a sentence", () => {
  it.each([
    ["stage_changed", { from: "discovery", to: "proposal" }, "Moved from Discovery to Proposal"],
    [
      "value_changed",
      { from: usd("10000000"), to: usd("12400050") },
      "Value changed from $100,000 to $124,000.50",
    ],
    [
      "close_date_changed",
      { from: "2026-11-30", to: null },
      "Expected close moved from 30 Nov to no date",
    ],
    [
      "next_step_changed",
      { from: { text: null, dueOn: null }, to: { text: "Send the offer", dueOn: "2026-12-01" } },
      "Next step: Send the offer, due 1 Dec",
    ],
    [
      "next_step_changed",
      { from: { text: "x", dueOn: null }, to: { text: null, dueOn: null } },
      "Next step cleared",
    ],
    [
      "deal_created",
      { stage: "discovery", value: usd("500000") },
      "Created in Discovery at $5,000",
    ],
  ] as const)("%s", (type, payload, words) => {
    expect(eventWords({ type, direction: null, payload }, clock)).toBe(words);
  });

  it("says who called", () => {
    const call = (direction: "inbound" | "outbound" | "two_way") =>
      eventWords({ type: "call", direction, payload: {} }, clock);
    expect([call("inbound"), call("outbound"), call("two_way")]).toEqual([
      "Call from the customer",
      "Call to the customer",
      "Call",
    ]);
  });

  it("survives a payload of any shape", () => {
    for (const type of EVENT_TYPES) {
      const odd = { minor: "x", currency: "??", text: "Call", dueOn: "soon" };
      for (const payload of [null, 7, "text", [], {}, { from: 1, to: "soon" }, { to: odd }]) {
        expect(eventWords({ type, direction: null, payload }, clock)).not.toBe("");
      }
    }
  });

  it("shows a note only when one was written", () => {
    expect(eventNote({ note: "Spoke to Ann" })).toBe("Spoke to Ann");
    expect(eventNote({ note: "  " })).toBeNull();
    expect(eventNote({})).toBeNull();
  });
});
