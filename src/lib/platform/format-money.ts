const FORMATS = new Map<string, Intl.NumberFormat>();

function formatFor(currency: string, compact: boolean, whole: boolean): Intl.NumberFormat {
  const key = `${currency} ${compact} ${whole}`;
  let format = FORMATS.get(key);
  if (!format) {
    format = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      ...(compact ? { notation: "compact", maximumSignificantDigits: 3 } : {}),
      ...(!compact && whole ? { maximumFractionDigits: 0 } : {}),
    });
    FORMATS.set(key, format);
  }
  return format;
}

export type MoneyPart = { key: string; text: string; muted: boolean };

/**
 * An amount in major units, cut where the type changes: currency and unit are muted.
 * Cents are shown only when there are any. `currency` is an ISO 4217 code.
 */
export function moneyParts(value: number, currency: string, compact: boolean): MoneyPart[] {
  const parts: MoneyPart[] = [];
  for (const { type, value: text } of formatFor(
    currency,
    compact,
    Number.isInteger(value),
  ).formatToParts(value)) {
    const muted = type === "currency" || type === "compact" || type === "literal";
    const last = parts.at(-1);
    if (last && last.muted === muted) last.text += text;
    else parts.push({ key: `${parts.length}${type}`, text, muted });
  }
  return parts;
}

/** The same amount as plain text, for sentences, titles and text alternatives. */
export function moneyText(value: number, currency: string, compact = false): string {
  return moneyParts(value, currency, compact)
    .map((part) => part.text)
    .join("");
}
