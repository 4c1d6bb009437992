import { describe, expect, it } from "vitest";
import { createSlots, SLOTS } from "#lib/webhooks/share-slots.ts";

const endpoint = (id: string, workspaceId: string, isFailing = false) => ({
  id,
  workspaceId,
  isFailing,
});
const total = (shares: Map<string, number>) => [...shares.values()].reduce((a, b) => a + b, 0);

describe("an endpoint", () => {
  it("begins with a few requests at once and earns more by answering", () => {
    const slots = createSlots();
    const [one] = [endpoint("a", "w")];
    expect(slots.share([one])).toEqual(new Map([["a", 4]]));
    const slot = { webhookId: "a", workspaceId: "w" };
    for (let run = 0; run < 30; run += 1) {
      slots.take(slot);
      slots.release(slot, true);
    }
    expect(slots.share([one])).toEqual(new Map([["a", 20]]));
  });

  it("that fails gets one at a time until it answers again", () => {
    const slots = createSlots();
    const slot = { webhookId: "a", workspaceId: "w" };
    slots.take(slot);
    slots.release(slot, false);
    expect(slots.share([endpoint("a", "w")])).toEqual(new Map([["a", 1]]));
    slots.take(slot);
    expect(slots.share([endpoint("a", "w")])).toEqual(new Map());
    slots.release(slot, true);
    expect(slots.share([endpoint("a", "w")])).toEqual(new Map([["a", 2]]));
  });

  it("that is known to fail begins with one", () => {
    expect(createSlots().share([endpoint("a", "w", true)])).toEqual(new Map([["a", 1]]));
  });
});

describe("the slots of a process", () => {
  it("are shared in turn by workspace and within it by endpoint", () => {
    const many = Array.from({ length: 60 }, (_, index) => endpoint(`big${index}`, "big"));
    const shares = createSlots().share([...many, endpoint("small", "small")]);
    expect(shares.get("small")).toBe(4);
    expect(total(shares)).toBe(44);
    expect(Math.max(...shares.values())).toBe(4);
  });

  it("are never given out twice", () => {
    const slots = createSlots();
    const endpoints = Array.from({ length: 80 }, (_, index) =>
      endpoint(`e${index}`, `w${index % 40}`),
    );
    let open = 0;
    for (let run = 0; run < 10; run += 1) {
      for (const [webhookId, count] of slots.share(endpoints)) {
        const workspaceId = endpoints.find(({ id }) => id === webhookId)?.workspaceId ?? "";
        for (let taken = 0; taken < count; taken += 1) slots.take({ webhookId, workspaceId });
        open += count;
      }
    }
    expect(open).toBe(SLOTS);
  });

  it("are not all held by endpoints that fail, however many those are", () => {
    const slots = createSlots();
    const failing = Array.from({ length: 300 }, (_, index) =>
      endpoint(`dead${index}`, `w${index}`, true),
    );
    const shares = slots.share(failing);
    expect(total(shares)).toBe(SLOTS / 2);
    for (const [webhookId] of shares) slots.take({ webhookId, workspaceId: "of some" });
    expect(slots.share([...failing, endpoint("well", "w")])).toEqual(new Map([["well", 4]]));
  });
});
