import { STAGE_LABELS } from "#lib/deals/stages.ts";
import { moneyText } from "#lib/platform/format-money.ts";
import type { Block, Setting } from "./content.ts";
import type { EmailData } from "./schema.ts";

type DealFacts = Pick<
  EmailData<"deal-at-risk">,
  "dealId" | "company" | "value" | "stage" | "workspaceName"
>;

/** The facts of a deal that are known. */
export function dealFacts({ company, value, stage, workspaceName }: DealFacts): Block {
  return {
    type: "facts",
    rows: [
      ...(company ? [{ label: "Company", value: company }] : []),
      ...(value ? [{ label: "Value", value: moneyText(value.amount, value.currency) }] : []),
      { label: "Stage", value: STAGE_LABELS[stage] },
      { label: "Workspace", value: workspaceName },
    ],
  };
}

export function dealButton({ dealId }: DealFacts, setting: Setting): Block {
  return { type: "button", label: "Open the deal", url: dealUrl(dealId, setting) };
}

export function dealUrl(dealId: string, { appUrl }: Setting): string {
  return `${appUrl}/deals/${encodeURIComponent(dealId)}`;
}
