import fc from "fast-check";
import { expect, test } from "vitest";
import { toMajor } from "#lib/platform/money.ts";
import { decideDecimal, parseMoney, voteDecimal } from "./parse-money.ts";

const DOT = { decimal: ".", currency: "EUR" } as const;
const COMMA = { decimal: ",", currency: "EUR" } as const;
const UNKNOWN = { decimal: null, currency: "EUR" } as const;

function read(text: string, convention: Parameters<typeof parseMoney>[1] = UNKNOWN): string {
  const money = parseMoney(text, convention);
  return "problem" in money
    ? money.problem
    : `${toMajor(money.minor, money.currency)} ${money.currency}`;
}

test.each([
  ["1234", "1234.00 EUR"],
  ["1,234.56", "1234.56 EUR"],
  ["1.234,56", "1234.56 EUR"],
  ["1 234,56", "1234.56 EUR"],
  ["1\u202f234,56", "1234.56 EUR"],
  ["1'234.56", "1234.56 EUR"],
  ["1’234’567", "1234567.00 EUR"],
  ["1,234,567", "1234567.00 EUR"],
  ["12,34,567", "1234567.00 EUR"],
  ["0.5", "0.50 EUR"],
  [".5", "0.50 EUR"],
  ["0,123", "0.12 EUR"],
  ["1.200,-", "1200.00 EUR"],
  ["1200.--", "1200.00 EUR"],
  ["€1.2k", "1200.00 EUR"],
  ["1.5M", "1500000.00 EUR"],
  ["2,5 Mio. €", "2500000.00 EUR"],
  ["USD 5m", "5000000.00 USD"],
  ["$1,234.50", "1234.50 USD"],
  ["£1", "1.00 GBP"],
  ["1.234,50 €", "1234.50 EUR"],
  ["CHF 1'000.00", "1000.00 CHF"],
  ["¥1,500", "1500 JPY"],
  ["KWD 1.500", "1500.000 KWD"],
  ["$ 100 CAD", "100.00 CAD"],
  ["+12.00", "12.00 EUR"],
  ["-0.00", "0.00 EUR"],
])("%s is %s", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ["(123.45)", "must not be negative"],
  ["-123.45", "must not be negative"],
  ["123.45-", "must not be negative"],
  ["−5 €", "must not be negative"],
  ["1.2E+05", "is in scientific notation, which has lost digits; format the column as a number"],
  ["1,2,3", "cannot be read as an amount; write it as 1234.50"],
  ["1.23.456,7", "cannot be read as an amount; write it as 1234.50"],
  ["12 bananas", "cannot be read as an amount; write it as 1234.50"],
  ["tbd", "cannot be read as an amount; write it as 1234.50"],
  ["99999999999999", "must be below one trillion"],
  ["5000bn", "must be below one trillion"],
])("%s %s", (text, problem) => {
  expect(read(text)).toBe(problem);
});

test("one mark before three digits is read as the column is", () => {
  expect(read("1.234", UNKNOWN)).toBe("1234.00 EUR");
  expect(read("1,234", UNKNOWN)).toBe("1234.00 EUR");
  expect(read("1.234", COMMA)).toBe("1234.00 EUR");
  expect(read("1,234", DOT)).toBe("1234.00 EUR");
  expect(read("1.234", DOT)).toBe("1.23 EUR");
  expect(read("1.500", { decimal: ".", currency: "KWD" })).toBe("1.500 KWD");
});

function decide(cells: string[]) {
  const votes = { dot: 0, comma: 0, ambiguous: 0 };
  for (const cell of cells) voteDecimal(cell, votes);
  return decideDecimal(votes);
}

test("a column shows its decimal mark, or is reported as assumed", () => {
  expect(decide(["1.234", "1500.5"])).toEqual({ decimal: ".", isAssumed: false });
  expect(decide(["1.234", "15,50 €"])).toEqual({ decimal: ",", isAssumed: false });
  expect(decide(["1.234", "1.234.567"])).toEqual({ decimal: ",", isAssumed: false });
  expect(decide(["1.234", "2.500"])).toEqual({ decimal: null, isAssumed: true });
  expect(decide(["1234", "2500", ""])).toEqual({ decimal: null, isAssumed: false });
});

test("a dollar is the expected one where that is a dollar", () => {
  expect(read("$5", { decimal: null, currency: "CAD" })).toBe("5.00 CAD");
  expect(read("$5", { decimal: null, currency: "EUR" })).toBe("5.00 USD");
  expect(read("5 kr", { decimal: null, currency: "NOK" })).toBe("5.00 NOK");
});

test("rounding to the minor unit is reported", () => {
  expect(parseMoney("33.335", DOT)).toEqual({
    minor: 3334n,
    currency: "EUR",
    isCurrencyStated: false,
    rounded: true,
  });
});

test("every amount is read back exactly from the ways it is written", () => {
  const group = (whole: string, mark: string) => whole.replace(/\B(?=(\d{3})+$)/g, mark);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n - 1n }), (minor) => {
      const plain = toMajor(minor, "EUR");
      const [whole = "", cents = ""] = plain.split(".");
      const expected = `${plain} EUR`;
      expect(read(plain)).toBe(expected);
      expect(read(`${group(whole, ",")}.${cents}`)).toBe(expected);
      expect(read(`${group(whole, ".")},${cents} €`)).toBe(expected);
      expect(read(`${group(whole, "'")}.${cents}`)).toBe(expected);
      expect(read(`EUR ${group(whole, " ")},${cents}`)).toBe(expected);
    }),
  );
});

test("no text makes it fail", () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void parseMoney(text, UNKNOWN)));
});
