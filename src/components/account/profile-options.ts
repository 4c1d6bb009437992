import type { SelectOption } from "#components/ui/select.tsx";
import { COMMON_CURRENCIES, CURRENCY_CODES } from "#lib/platform/money.ts";
import { TIME_ZONES } from "#lib/platform/time-zone.ts";

const CURRENCY_NAMES = new Intl.DisplayNames("en", { type: "currency" });

/** Every currency with its name, the common ones first. */
export function currencyOptions(current: string): SelectOption[] {
  const codes = new Set([...COMMON_CURRENCIES, current, ...CURRENCY_CODES]);
  return [...codes].map((code) => ({ value: code, label: `${code}, ${CURRENCY_NAMES.of(code)}` }));
}

/** Every zone; the present one too when it goes by an older name. */
export function timeZoneOptions(current: string): SelectOption[] {
  return [...new Set([...TIME_ZONES, current])].map((zone) => ({
    value: zone,
    label: zone.replaceAll("_", " "),
  }));
}
