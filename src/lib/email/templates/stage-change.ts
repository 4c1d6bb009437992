import { STAGE_LABELS } from "#lib/deals/stages.ts";
import type { Content, Setting } from "./content.ts";
import { dealButton, dealFacts } from "./deal-blocks.ts";
import type { EmailData } from "./schema.ts";
import { whyNotified } from "./words.ts";

export function stageChangeContent(data: EmailData<"stage-change">, setting: Setting): Content {
  const { dealName, from, to, actorName } = data;
  const what = `${actorName} moved it from ${STAGE_LABELS[from]} to ${STAGE_LABELS[to]}.`;
  return {
    subject: `${dealName} moved to ${STAGE_LABELS[to]}`,
    preheader: what,
    title: dealName,
    blocks: [{ type: "text", text: what }, dealButton(data, setting), dealFacts(data)],
    why: whyNotified("stage_change"),
    kind: "stage_change",
  };
}
