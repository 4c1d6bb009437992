import { bandMark } from "./bands.ts";
import type { Content, Setting } from "./content.ts";
import { dealButton, dealFacts } from "./deal-blocks.ts";
import type { EmailData } from "./schema.ts";
import { whyNotified } from "./words.ts";

export function dealAtRiskContent(data: EmailData<"deal-at-risk">, setting: Setting): Content {
  const { dealName, band, reasons, action } = data;
  const { shape, word } = bandMark(band);
  return {
    subject: `${shape} ${dealName} is now ${word}`,
    preheader: reasons[0] ?? "",
    title: dealName,
    blocks: [
      { type: "band", band },
      ...(reasons.length > 0 ? [{ type: "list" as const, items: reasons }] : []),
      ...(action ? [{ type: "text" as const, text: `What to do: ${action}.` }] : []),
      dealButton(data, setting),
      dealFacts(data),
    ],
    why: whyNotified("deal_at_risk"),
    kind: "deal_at_risk",
  };
}
