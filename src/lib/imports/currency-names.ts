import { isCurrency } from "#lib/platform/money.ts";

/** Signs and words that mean one currency. `$`, `¥` and `kr` mean several and are settled below. */
const CURRENCY_NAMES = new Map([
  ["€", "EUR"],
  ["EURO", "EUR"],
  ["EUROS", "EUR"],
  ["£", "GBP"],
  ["US$", "USD"],
  ["$US", "USD"],
  ["US DOLLAR", "USD"],
  ["U.S. DOLLAR", "USD"],
  ["C$", "CAD"],
  ["CA$", "CAD"],
  ["A$", "AUD"],
  ["AU$", "AUD"],
  ["NZ$", "NZD"],
  ["HK$", "HKD"],
  ["S$", "SGD"],
  ["R$", "BRL"],
  ["MX$", "MXN"],
  ["JP¥", "JPY"],
  ["CN¥", "CNY"],
  ["RMB", "CNY"],
  ["元", "CNY"],
  ["円", "JPY"],
  ["₹", "INR"],
  ["RS", "INR"],
  ["RS.", "INR"],
  ["₩", "KRW"],
  ["₽", "RUB"],
  ["₺", "TRY"],
  ["₪", "ILS"],
  ["₴", "UAH"],
  ["₫", "VND"],
  ["₱", "PHP"],
  ["₦", "NGN"],
  ["฿", "THB"],
  ["ZŁ", "PLN"],
  ["KČ", "CZK"],
  ["FT", "HUF"],
  ["FR", "CHF"],
  ["FR.", "CHF"],
  ["SFR", "CHF"],
  ["SFR.", "CHF"],
  ["LEI", "RON"],
  ["STG", "GBP"],
]);

/** Signs several currencies share: the one expected there if it is among them, else the first. */
const SHARED_SIGNS = new Map([
  ["$", "USD CAD AUD NZD SGD HKD MXN CLP COP ARS TWD BSD BBD JMD".split(" ")],
  ["¥", "JPY CNY".split(" ")],
  ["KR", "SEK NOK DKK ISK".split(" ")],
  ["KR.", "DKK SEK NOK ISK".split(" ")],
]);

/** The ISO 4217 code of a code, sign or name; null when it is none. `expected` settles `$`. */
export function currencyOf(text: string, expected: string): string | null {
  const name = text.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(name) && isCurrency(name)) return name;
  const shared = SHARED_SIGNS.get(name);
  if (shared) return shared.includes(expected) ? expected : (shared[0] ?? null);
  return CURRENCY_NAMES.get(name) ?? null;
}
