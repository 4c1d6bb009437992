import type { Prisma } from "#generated/prisma/client.ts";
import type { DealFacts } from "#lib/deals/changes-between.ts";
import { toDay } from "#lib/platform/calendar-day.ts";

/** The columns that a person, a file or a provider can change. */
export const factsSelect = {
  name: true,
  company: true,
  companyDomain: true,
  contactName: true,
  contactEmail: true,
  location: true,
  stage: true,
  value: true,
  currency: true,
  expectedCloseOn: true,
  nextStep: true,
  nextStepDueOn: true,
  assignedToId: true,
} satisfies Prisma.DealSelect;

/** A stored deal as the facts that two states are compared by. */
export function factsOf(deal: Prisma.DealGetPayload<{ select: typeof factsSelect }>): DealFacts {
  const { name, company, companyDomain, contactName, contactEmail, location } = deal;
  const { stage, value, currency, nextStep, assignedToId } = deal;
  return {
    name,
    company,
    companyDomain,
    contactName,
    contactEmail,
    location,
    stage,
    value,
    currency,
    expectedCloseOn: toDay(deal.expectedCloseOn),
    nextStep,
    nextStepDueOn: toDay(deal.nextStepDueOn),
    assignedToId,
  };
}
