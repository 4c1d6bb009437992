import type { DealFormValues } from "#components/deals/deal-form.tsx";
import type { DealDto } from "#lib/deals/schema.ts";

const EMPTY: DealFormValues = {
  name: "",
  company: "",
  companyDomain: "",
  contactName: "",
  contactEmail: "",
  stage: "discovery",
  value: "",
  currency: "",
  expectedCloseOn: "",
  nextStep: "",
  nextStepDueOn: "",
  assigneeId: "",
  teamId: "",
};

export function emptyDealForm(given: Pick<DealFormValues, "currency" | "teamId">): DealFormValues {
  return { ...EMPTY, ...given };
}

/** A deal as the text that its form shows. */
export function dealFormOf(deal: DealDto): DealFormValues {
  return {
    name: deal.name,
    company: deal.company ?? "",
    companyDomain: deal.companyDomain ?? "",
    contactName: deal.contactName ?? "",
    contactEmail: deal.contactEmail ?? "",
    stage: deal.stage,
    value: String(deal.value),
    currency: deal.currency,
    expectedCloseOn: deal.expectedCloseOn ?? "",
    nextStep: deal.nextStep ?? "",
    nextStepDueOn: deal.nextStepDueOn ?? "",
    assigneeId: deal.assignee?.id ?? "",
    teamId: deal.teamId ?? "",
  };
}
