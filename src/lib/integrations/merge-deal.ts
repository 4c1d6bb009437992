import { z } from "zod";
import type { DealFacts } from "#lib/deals/changes-between.ts";
import { STAGES, type Stage } from "#lib/deals/stages.ts";
import { toMinor } from "#lib/integrations/remote-money.ts";
import type { RemoteDeal } from "#lib/integrations/remote-record.ts";

/** The facts that a CRM keeps; the others are ours alone. */
const REMOTE_FIELDS = [
  "name",
  "company",
  "companyDomain",
  "contactName",
  "contactEmail",
  "stage",
  "value",
  "currency",
  "expectedCloseOn",
  "nextStep",
  "assignedToId",
] as const satisfies (keyof DealFacts)[];
type RemoteField = (typeof REMOTE_FIELDS)[number];
export type RemoteFacts = Pick<DealFacts, RemoteField>;

/** As stored beside the deal: what the provider said last. */
const storedSchema = z.object({
  name: z.string(),
  company: z.string().nullable(),
  companyDomain: z.string().nullable(),
  contactName: z.string().nullable(),
  contactEmail: z.string().nullable(),
  stage: z.enum(STAGES),
  value: z.string().transform(BigInt),
  currency: z.string(),
  expectedCloseOn: z.string().nullable(),
  nextStep: z.string().nullable(),
  assignedToId: z.string().nullable(),
});

/** Null for a deal that has never been synced, or by a version that kept less. */
export function readRemoteFacts(stored: unknown): RemoteFacts | null {
  const parsed = storedSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

export function storeRemoteFacts(facts: RemoteFacts): object {
  return { ...facts, value: facts.value.toString() };
}

/** What the provider says, in the terms of a deal here. */
export function remoteFactsOf(
  deal: RemoteDeal,
  {
    stage,
    currency,
    assignedToId,
  }: { stage: Stage; currency: string; assignedToId: string | null },
): RemoteFacts {
  const contact = deal.contacts.find(({ isPrimary }) => isPrimary) ?? deal.contacts[0];
  return {
    name: deal.name,
    company: deal.company,
    companyDomain: deal.companyDomain,
    contactName: contact?.name ?? null,
    contactEmail: contact?.email ?? null,
    stage,
    value: toMinor(deal.amount, currency),
    currency,
    expectedCloseOn: deal.expectedCloseOn,
    nextStep: deal.nextStep,
    assignedToId,
  };
}

export type Merge = {
  facts: DealFacts;
  /** Fields that were changed on both sides since the last sync: the provider's value is taken. */
  conflicts: RemoteField[];
};

/**
 * Takes over what has changed at the provider since it was last read and leaves everything else as it
 * is here: an edit made here is overwritten only by a later one there of the same field.
 *
 * @param base what the provider said last; null on the first sync, when all of it is news.
 */
export function mergeDeal(local: DealFacts, base: RemoteFacts | null, remote: RemoteFacts): Merge {
  const facts = { ...local };
  const conflicts: RemoteField[] = [];
  const take = <F extends RemoteField>(field: F): void => {
    if (base && remote[field] === base[field]) return;
    if (base && local[field] !== base[field] && local[field] !== remote[field]) {
      conflicts.push(field);
    }
    facts[field] = remote[field] as DealFacts[F];
  };
  for (const field of REMOTE_FIELDS) take(field);
  // An amount means something in its own currency only.
  if (facts.value !== local.value || facts.currency !== local.currency) {
    facts.value = remote.value;
    facts.currency = remote.currency;
  }
  // Whose due date it was is gone with the step.
  if (facts.nextStep !== local.nextStep) facts.nextStepDueOn = null;
  return { facts, conflicts };
}
