import { readMajor } from "#lib/platform/money.ts";
import { currencyOf } from "./currency-names.ts";

/**
 * Which mark starts the decimals in a column. Null: none of its amounts shows decimals, so a single
 * mark before three digits ("1.234") groups thousands, whichever it is.
 */
export type DecimalMark = "." | ",";
export type MoneyConvention = { decimal: DecimalMark | null; currency: string };

export type MoneyReading =
  | { minor: bigint; currency: string; isCurrencyStated: boolean; rounded: boolean }
  | { problem: string };

export type DecimalVotes = {
  dot: number;
  comma: number;
  /** Amounts such as 1.234 or 1,234, which can be read both ways. */
  ambiguous: number;
};

const AMOUNT = /^([^\d.,]*)([.,]?\d[\d.,'’\s]*)(.*)$/su;
const MAGNITUDE = /^(k|mn|mio\.?|mln\.?|m|bn|mrd\.?|b)(?![a-z])/i;
const UNREADABLE = "cannot be read as an amount; write it as 1234.50";

/**
 * Reads `1,234.56`, `1.234,56`, `1 234,56`, `1'234.56`, `1,23,456`, `€ 1.2k`, `USD 5m`, `1.200,-`
 * exactly. Decimals beyond the currency's minor unit are rounded half up and reported. A negative
 * amount, also in accountants' brackets, and one in scientific notation (which has lost digits) are
 * problems. The currency is the one stated beside the amount, else the convention's.
 */
export function parseMoney(text: string, convention: MoneyConvention): MoneyReading {
  const bracketed = /^\((.*)\)$/s.exec(text.trim());
  const match = AMOUNT.exec(bracketed?.[1] ?? text.trim());
  if (!match) return { problem: UNREADABLE };
  const [, before = "", number = "", after = ""] = match;

  const magnitude = MAGNITUDE.exec(after)?.[1] ?? "";
  const signs = /[-−–]/u;
  // "1.200,-" is a whole amount, "-5" and "5-" are negative ones.
  const isWholeMark = /^[-−–]{1,2}/u.test(after) && /[.,]$/.test(number);
  const isNegative =
    bracketed !== null || signs.test(before) || (signs.test(after) && !isWholeMark);
  const stated = statedCurrency(
    before,
    after.slice(magnitude.length).replace(/^[-−–]{1,2}/u, ""),
    convention.currency,
  );
  if (stated === null) {
    return /^e[+-]?\d/i.test(after)
      ? {
          problem:
            "is in scientific notation, which has lost digits; format the column as a number",
        }
      : { problem: UNREADABLE };
  }
  const decimal = toDecimal(
    number.trim().replace(/[.,]$/, isWholeMark ? "" : "$&"),
    convention.decimal,
  );
  if (decimal === null) return { problem: UNREADABLE };

  const currency = stated || convention.currency;
  const plain = shift(decimal, magnitude);
  const read = readMajor(isNegative ? `-${plain}` : plain, currency, true);
  return "problem" in read ? read : { ...read, currency, isCurrencyStated: stated !== "" };
}

/** The currency written around the number, "" for none, null for words that are no currency. */
function statedCurrency(before: string, after: string, expected: string): string | null {
  const words = `${before} ${after}`
    .replace(/[-−–+]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (words === "") return "";
  const known = currencyOf(words, expected);
  if (known) return known;
  // "$ 100 CAD": both say something, and the code says it exactly.
  const named = words.split(" ").map((word) => currencyOf(word, expected));
  return named.length <= 2 && !named.includes(null) ? (named.at(-1) ?? null) : null;
}

const GROUPED = /^\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*$/u;
const INDIAN = /^\d{1,2}(?:,\d{2})*,\d{3}$/;

/** The number as a plain decimal, null when its marks make no sense. */
function toDecimal(number: string, mark: DecimalMark | null): string | null {
  const shape = shapeOf(number);
  const decimal = shape === "ambiguous" ? (number.includes(mark ?? " ") ? mark : null) : shape;
  const at = decimal === null ? -1 : number.lastIndexOf(decimal);
  const whole = at === -1 ? number : number.slice(0, at);
  const fraction = at === -1 ? "" : number.slice(at + 1);
  if (!/^\d*$/.test(whole) && !GROUPED.test(whole) && !INDIAN.test(whole)) return null;
  if (!/^\d*$/.test(fraction) || whole + fraction === "") return null;
  const digits = whole.replace(/\D/g, "") || "0";
  return fraction ? `${digits}.${fraction}` : digits;
}

/** The decimal mark that the number itself shows, null for none, or that it can be read both ways. */
function shapeOf(number: string): DecimalMark | null | "ambiguous" {
  const dot = number.lastIndexOf(".");
  const comma = number.lastIndexOf(",");
  if (dot === -1 && comma === -1) return null;
  if (dot !== -1 && comma !== -1) return dot > comma ? "." : ",";
  const mark = dot === -1 ? "," : ".";
  if (number.indexOf(mark) !== number.lastIndexOf(mark)) return null;
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(number) ? "ambiguous" : mark;
}

/** Counts what one cell says about the decimal mark of its column. */
export function voteDecimal(text: string, votes: DecimalVotes): void {
  const number = AMOUNT.exec(text.trim().replace(/^\(/, ""))?.[2]?.trim().replace(/[.,]$/, "");
  if (!number) return;
  const shape = shapeOf(number);
  if (shape === "ambiguous") votes.ambiguous += 1;
  else if (shape === ".") votes.dot += 1;
  else if (shape === ",") votes.comma += 1;
  // A mark that occurs twice groups, so the decimals are behind the other one.
  else if (/\..*\./.test(number)) votes.comma += 1;
  else if (/,.*,/.test(number)) votes.dot += 1;
}

/**
 * The decimal mark of a column: what its clear amounts show. Without any, a mark before exactly
 * three digits groups thousands (amounts with three decimals are rare); `isAssumed` then says that
 * nothing in the file proves it.
 */
export function decideDecimal(votes: DecimalVotes): {
  decimal: DecimalMark | null;
  isAssumed: boolean;
} {
  if (votes.dot > votes.comma) return { decimal: ".", isAssumed: false };
  if (votes.comma > votes.dot) return { decimal: ",", isAssumed: false };
  return { decimal: null, isAssumed: votes.ambiguous > 0 };
}

/** Places that a suffix moves the decimal mark: thousands, millions, milliards. */
const PLACES = new Map([
  ["k", 3],
  ["m", 6],
  ["b", 9],
]);

function shift(decimal: string, magnitude: string): string {
  const suffix = magnitude.toLowerCase();
  const places = PLACES.get(suffix.startsWith("mrd") ? "b" : suffix.charAt(0)) ?? 0;
  const [whole = "0", fraction = ""] = decimal.split(".");
  return `${whole}${fraction.slice(0, places).padEnd(places, "0")}.${fraction.slice(places) || "0"}`;
}
