/**
 * What two spellings of a header, a stage or a type have in common: `DealStage`, `deal_stage` and
 * `Deal - Stage` are all `deal stage`. Accents go, so `Étape` is `etape`.
 */
export function nameKey(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}%]+/gu, " ")
    .trim();
}
