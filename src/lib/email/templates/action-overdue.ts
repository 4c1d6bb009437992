import type { Content, Setting } from "./content.ts";
import { dealButton, dealFacts } from "./deal-blocks.ts";
import type { EmailData } from "./schema.ts";
import { dayText, whyNotified } from "./words.ts";

export function actionOverdueContent(data: EmailData<"action-overdue">, setting: Setting): Content {
  const { dealName, label, dueOn } = data;
  const due = `It was due on ${dayText(`${dueOn}T00:00:00Z`, "UTC")}.`;
  return {
    subject: `Overdue on ${dealName}: ${label}`,
    preheader: due,
    title: dealName,
    blocks: [
      { type: "text", text: `${label}. ${due}` },
      dealButton(data, setting),
      dealFacts(data),
    ],
    why: whyNotified("action_overdue"),
    kind: "action_overdue",
  };
}
