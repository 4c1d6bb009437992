import { invalid } from "./errors.ts";

/**
 * Money is a BigInt of minor units beside an ISO 4217 code. The number of minor digits comes from
 * this table (ISO 4217, list one) and not from Intl: there it follows CLDR, which differs from ISO
 * for some currencies and changes between releases, and stored amounts must never change meaning.
 */
const MINOR_DIGITS = new Map<string, number>([
  ...codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF", 0),
  ...codes("BHD IQD JOD KWD LYD OMR TND", 3),
  ...codes("CLF UYW", 4),
]);
const DEFAULT_MINOR_DIGITS = 2;

/** Amounts stay below 10^12 major units, so that JSON numbers carry them exactly to the cent. */
const MAX_MAJOR_DIGITS = 12;

const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));
const PLAIN_DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

function codes(list: string, digits: number): [string, number][] {
  return list.split(" ").map((code) => [code, digits]);
}

/** Every code, in the order of the alphabet. */
export const CURRENCY_CODES: readonly string[] = [...CURRENCIES];

/** Whether the code, in capitals, is a currency of ISO 4217 (past ones included). */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** Decimals of the currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS.get(currency) ?? DEFAULT_MINOR_DIGITS;
}

/**
 * Reads a plain decimal such as `1234.5` exactly into minor units, or says in words why it cannot.
 * With `round`, decimals beyond the minor unit are rounded half up instead of refused.
 */
export function readMajor(
  text: string,
  currency: string,
  round = false,
): { minor: bigint; rounded: boolean } | { problem: string } {
  const match = PLAIN_DECIMAL.exec(text);
  if (!match) return { problem: "must be an amount such as 1234.50" };
  const [, sign, whole = "", fraction = ""] = match;
  if (sign && /[1-9]/.test(whole + fraction)) return { problem: "must not be negative" };
  const digits = minorDigits(currency);
  const excess = fraction.slice(digits);
  const needsRounding = /[1-9]/.test(excess);
  if (needsRounding && !round) return { problem: decimalsProblem(currency, digits) };
  if (whole.replace(/^0+/, "").length > MAX_MAJOR_DIGITS) {
    return { problem: "must be below one trillion" };
  }
  const exact = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  const minor = needsRounding && excess >= "5" ? exact + 1n : exact;
  if (minor >= 10n ** BigInt(MAX_MAJOR_DIGITS + digits)) {
    return { problem: "must be below one trillion" };
  }
  return { minor, rounded: needsRounding };
}

function decimalsProblem(currency: string, digits: number): string {
  if (digits === 0) return `must be whole: ${currency} has no decimals`;
  return `must have at most ${digits} decimals in ${currency}`;
}

/**
 * Minor units of a plain decimal such as `1234.5`.
 * @throws AppError invalid_input naming `path`: not a number, negative, too many decimals, too large.
 */
export function parseMajor(text: string, currency: string, path = "value"): bigint {
  const read = readMajor(text.trim(), currency);
  if ("problem" in read) throw invalid(path, read.problem);
  return read.minor;
}

/** The exact decimal in major units, with all minor digits: `toMajor(123450n, "EUR")` is `1234.50`. */
export function toMajor(minor: bigint, currency: string): string {
  const digits = minorDigits(currency);
  if (digits === 0) return minor.toString();
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * The amount in minor units of another currency, for comparing and ranking (sums are exact and made
 * by the database). Null without a rate.
 *
 * @param rate units of `base` that one unit of `currency` is worth, as decimal text.
 */
export function valueInBase(
  minor: bigint,
  currency: string,
  base: string,
  rate: string | null,
): number | null {
  if (currency === base) return Number(minor);
  if (rate === null) return null;
  return Number(minor) * Number(rate) * 10 ** (minorDigits(base) - minorDigits(currency));
}

const RATE_DIGITS = 12;

/**
 * Converts exactly, rounding half up once at the end.
 *
 * @param rate units of `to` that one unit of `from` is worth: decimal text with at most 12 decimals.
 */
export function convertMinor(minor: bigint, from: string, to: string, rate: string): bigint {
  const [whole = "0", fraction = ""] = rate.split(".");
  const scaledRate = BigInt(whole + fraction.slice(0, RATE_DIGITS).padEnd(RATE_DIGITS, "0"));
  const shift = minorDigits(to) - minorDigits(from);
  const numerator = minor * scaledRate * 10n ** BigInt(Math.max(0, shift));
  const denominator = 10n ** BigInt(RATE_DIGITS + Math.max(0, -shift));
  return (numerator + denominator / 2n) / denominator;
}

/** Offered first where a currency is chosen; any other code may be typed or imported. */
export const COMMON_CURRENCIES = [
  "USD",
  "EUR",
  "GBP",
  "CHF",
  "JPY",
  "CAD",
  "AUD",
  "SEK",
  "INR",
  "BRL",
] as const;
