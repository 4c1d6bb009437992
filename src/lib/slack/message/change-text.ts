import { STAGE_LABELS, STAGES } from "#lib/deals/stages.ts";
import type { FieldChanges } from "#lib/events/domain-event.ts";
import { dayText } from "#lib/platform/calendar-day.ts";
import { moneyText } from "#lib/platform/format-money.ts";
import { isCurrency } from "#lib/platform/money.ts";
import type { DealFacts } from "#lib/slack/message/facts.ts";

/** Fields of a deal as its pages name them, in the order in which a change of several is told. */
const LABELS: Record<string, string> = {
  name: "Name",
  stage: "Stage",
  value: "Value",
  currency: "Currency",
  expectedCloseOn: "Expected close",
  nextStep: "Next step",
  nextStepDueOn: "Next step due",
  assigneeId: "Assigned to",
  company: "Company",
  companyDomain: "Web domain",
  contactName: "Contact",
  contactEmail: "Contact's e-mail",
  location: "Location",
};

type Known = {
  /** The deal's, after the change. */
  currency: string;
  /** Names of people by id. */
  people: ReadonlyMap<string, string>;
  at: Date;
};

/** Before and after of each field that an update changed, in words and figures. */
export function changeTexts(fields: FieldChanges, known: Known): DealFacts["changes"] {
  const { from: oldCurrency } = fields.currency ?? { from: known.currency };
  return Object.entries(LABELS).flatMap(([name, label]) => {
    const change = fields[name];
    if (!change) return [];
    const text = (value: unknown, currency: unknown) =>
      textOf(name, value, { ...known, currency: String(currency) });
    return [{ label, from: text(change.from, oldCurrency), to: text(change.to, known.currency) }];
  });
}

function textOf(name: string, value: unknown, { currency, people, at }: Known): string {
  if (value === null || value === undefined || value === "") return "none";
  switch (name) {
    case "stage":
      return STAGES.map((stage) => (stage === value ? STAGE_LABELS[stage] : "")).join("");
    case "value":
      return isCurrency(currency) ? moneyText(Number(value), currency) : String(value);
    case "expectedCloseOn":
    case "nextStepDueOn":
      return dayText(String(value), at, "UTC");
    case "assigneeId":
      return people.get(String(value)) ?? "somebody else";
    default:
      return String(value);
  }
}
