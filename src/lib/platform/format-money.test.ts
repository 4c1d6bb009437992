import { describe, expect, it } from "vitest";
import { moneyParts, moneyText } from "#lib/platform/format-money.ts";

describe("an amount", () => {
  it.each([
    [124_000, "USD", "$124,000"],
    [412_750.5, "USD", "$412,750.50"],
    [0, "EUR", "€0"],
    [1_500, "JPY", "¥1,500"],
    [999_999_999_999.99, "EUR", "€999,999,999,999.99"],
  ])("%d %s reads %s", (value, currency, text) => {
    expect(moneyText(value, currency)).toBe(text);
  });

  it("is short where space is", () => {
    expect(moneyText(2_412_000, "USD", true)).toBe("$2.41M");
    expect(moneyText(820_500, "USD", true)).toBe("$821K");
  });

  it("sets currency and unit apart from the figure", () => {
    const parts = moneyParts(2_412_000, "USD", true);
    expect(parts.map(({ text, muted }) => [text, muted])).toEqual([
      ["$", true],
      ["2.41", false],
      ["M", true],
    ]);
  });
});
