import { minorDigits } from "#lib/platform/money.ts";

/** The largest amount that is taken over, in major units: what a deal here can hold exactly. */
const MAX = 999_999_999_999.99;

/**
 * A provider's amount (decimal text or a JSON number) in minor units. Nothing, what is below zero and
 * what is no number are 0: a deal here has no negative value.
 */
export function toMinor(amount: string | number | null, currency: string): bigint {
  const number = amount === null || amount === "" ? 0 : Number(amount);
  if (!Number.isFinite(number) || number <= 0) return 0n;
  // Decimal text and not a multiplication, which would turn 1.15 into 114.99999….
  const [whole = "0", fraction = ""] = Math.min(number, MAX)
    .toFixed(minorDigits(currency))
    .split(".");
  return BigInt(whole + fraction);
}
