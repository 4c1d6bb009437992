import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "./errors.ts";
import { isCurrency, minorDigits, parseMajor, readMajor, toMajor, valueInBase } from "./money.ts";

const currency = fc.constantFrom("EUR", "USD", "JPY", "KWD", "CLF");

test("amounts come back exactly as they were written", () => {
  fc.assert(
    fc.property(currency, fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }), (code, minor) => {
      expect(parseMajor(toMajor(minor, code), code)).toBe(minor);
    }),
  );
});

test("a currency decides how many decimals an amount has", () => {
  expect(toMajor(123450n, "EUR")).toBe("1234.50");
  expect(toMajor(5n, "EUR")).toBe("0.05");
  expect(toMajor(-5n, "EUR")).toBe("-0.05");
  expect(toMajor(1234n, "JPY")).toBe("1234");
  expect(toMajor(1234n, "KWD")).toBe("1.234");
  expect(parseMajor("1.2", "KWD")).toBe(1200n);
  expect(minorDigits("HUF")).toBe(2);
});

test.each([
  ["", "must be an amount such as 1234.50"],
  ["1,000", "must be an amount such as 1234.50"],
  ["1e5", "must be an amount such as 1234.50"],
  ["-0.01", "must not be negative"],
  ["0.001", "must have at most 2 decimals in EUR"],
  ["1000000000000", "must be below one trillion"],
  ["9".repeat(400), "must be below one trillion"],
])("%s is refused in words that name the field", (text, message) => {
  try {
    parseMajor(text, "EUR", "amount");
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ errors: [{ path: "amount", message }] });
  }
});

test("zeros beyond the minor unit and a negative zero lose nothing", () => {
  expect(parseMajor("12.5000", "EUR")).toBe(1250n);
  expect(parseMajor("12.0", "JPY")).toBe(12n);
  expect(parseMajor("-0.00", "EUR")).toBe(0n);
  expect(parseMajor("000000000000000012", "EUR")).toBe(1200n);
});

test("rounding, where asked for, is half up and stays below the limit", () => {
  expect(readMajor("1.005", "EUR", true)).toEqual({ minor: 101n, rounded: true });
  expect(readMajor("1.0049999", "EUR", true)).toEqual({ minor: 100n, rounded: true });
  expect(readMajor("999999999999.999", "EUR", true)).toEqual({
    problem: "must be below one trillion",
  });
});

test("currency codes are known by ISO 4217", () => {
  expect(isCurrency("CHF")).toBe(true);
  expect(isCurrency("ABC")).toBe(false);
  expect(isCurrency("eur")).toBe(false);
});

test("another currency is weighed by its rate, and not at all without one", () => {
  expect(valueInBase(1000n, "EUR", "EUR", null)).toBe(1000);
  expect(valueInBase(1000n, "EUR", "USD", "1.1")).toBeCloseTo(1100);
  expect(valueInBase(1000n, "JPY", "EUR", "0.006")).toBeCloseTo(600);
  expect(valueInBase(1000n, "EUR", "USD", null)).toBeNull();
});
