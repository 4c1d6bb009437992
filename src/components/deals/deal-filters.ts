import { STAGE_LABELS, type Stage } from "#lib/deals/stages.ts";
import { moneyText } from "#lib/platform/format-money.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { Band } from "#lib/risk/types.ts";

/** What the list is narrowed to. Lives in the URL; the form's field names are the parameter names. */
export type DealFilters = {
  q: string;
  bands: readonly Band[];
  stages: readonly Stage[];
  /** "me", a person's id, or "" for anyone. */
  owner: string;
  /** Major units of the workspace currency. */
  minValue: number | null;
};

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/**
 * The filters as a sentence: "High or Medium, in Negotiation, from $50,000, mine". Null when
 * nothing is filtered.
 */
export function filterSentence(
  filters: DealFilters,
  owners: readonly { id: string; name: string }[],
  currency: string,
): string | null {
  const owner = owners.find((person) => person.id === filters.owner);
  const parts = [
    either(filters.bands.map((band) => BAND_LABELS[band])),
    filters.stages.length > 0 ? `in ${either(filters.stages.map((s) => STAGE_LABELS[s]))}` : "",
    filters.minValue === null ? "" : `from ${moneyText(filters.minValue, currency)}`,
    filters.owner === "me" ? "mine" : owner ? `${owner.name}'s` : "",
    filters.q ? `matching “${filters.q}”` : "",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : null;
}
