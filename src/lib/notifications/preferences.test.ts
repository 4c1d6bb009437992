import { describe, expect, it } from "vitest";
import { NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";
import {
  DEFAULT_PREFERENCES,
  preferencesOf,
  preferencesSchema,
  wantsEmail,
  wantsInDigest,
} from "#lib/notifications/preferences.ts";

describe("somebody who never chose", () => {
  it("gets mail about what they have to act on, and about nothing else", () => {
    expect(NOTIFICATION_KINDS.filter((kind) => wantsEmail(null, kind))).toEqual([
      "deal_at_risk",
      "action_overdue",
      "deal_assigned",
      "sync_failed",
      "webhook_disabled",
    ]);
  });

  it("hears about their own deals, and would find every kind in a digest", () => {
    expect(preferencesOf(undefined).scope).toBe("mine");
    expect(NOTIFICATION_KINDS.every((kind) => wantsInDigest(null, kind))).toBe(true);
  });
});

describe("stored preferences", () => {
  it("keep what was chosen and fill the rest with the defaults", () => {
    const settings = { preferences: { kinds: { deal_at_risk: { email: false, digest: false } } } };
    expect(wantsEmail(settings, "deal_at_risk")).toBe(false);
    expect(wantsInDigest(settings, "deal_at_risk")).toBe(false);
    expect(wantsEmail(settings, "deal_assigned")).toBe(true);
  });

  it.each([null, 7, [], { kinds: 1 }, { kinds: { deal_at_risk: "yes" }, scope: "everyone" }])(
    "that cannot be read are the defaults: %j",
    (preferences) => {
      expect(preferencesOf({ preferences })).toEqual(DEFAULT_PREFERENCES);
    },
  );

  it("survive being written and read again", () => {
    const chosen = preferencesSchema.parse({ ...DEFAULT_PREFERENCES, scope: "team" });
    expect(preferencesOf({ preferences: JSON.parse(JSON.stringify(chosen)) })).toEqual(chosen);
  });
});

describe("preferences that somebody sends", () => {
  it("have to name every kind", () => {
    expect(preferencesSchema.safeParse({ kinds: {}, scope: "mine" }).success).toBe(false);
  });
});
