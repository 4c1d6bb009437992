import type { Stage } from "#lib/deals/stages.ts";
import type { DealChange, FieldChanges } from "#lib/events/domain-event.ts";
import { toMajor } from "#lib/platform/money.ts";

/** What a person can edit about a deal; days as `YYYY-MM-DD`, value in minor units. */
export type DealFacts = {
  name: string;
  company: string | null;
  companyDomain: string | null;
  contactName: string | null;
  contactEmail: string | null;
  location: string | null;
  stage: Stage;
  value: bigint;
  currency: string;
  expectedCloseOn: string | null;
  nextStep: string | null;
  nextStepDueOn: string | null;
  assignedToId: string | null;
};

const PLAIN_FIELDS = [
  "name",
  "company",
  "companyDomain",
  "contactName",
  "contactEmail",
  "location",
  "stage",
  "currency",
  "expectedCloseOn",
  "nextStep",
  "nextStepDueOn",
] as const satisfies (keyof DealFacts)[];

/** The difference of two states, once for people (fields) and once for the event log (changes). */
export function changesBetween(
  before: DealFacts,
  after: DealFacts,
): { fields: FieldChanges; changes: DealChange[] } {
  const fields: FieldChanges = {};
  for (const name of PLAIN_FIELDS) {
    if (before[name] !== after[name]) fields[name] = { from: before[name], to: after[name] };
  }
  if (before.value !== after.value) {
    fields.value = {
      from: Number(toMajor(before.value, before.currency)),
      to: Number(toMajor(after.value, after.currency)),
    };
  }
  if (before.assignedToId !== after.assignedToId) {
    fields.assigneeId = { from: before.assignedToId, to: after.assignedToId };
  }
  const changes: DealChange[] = [];
  if (fields.stage) {
    changes.push({ type: "stage_changed", payload: { from: before.stage, to: after.stage } });
  }
  if (fields.value || fields.currency) {
    changes.push({
      type: "value_changed",
      payload: { from: moneyOf(before), to: moneyOf(after) },
    });
  }
  if (fields.expectedCloseOn) {
    changes.push({
      type: "close_date_changed",
      payload: { from: before.expectedCloseOn, to: after.expectedCloseOn },
    });
  }
  if (fields.nextStep || fields.nextStepDueOn) {
    changes.push({
      type: "next_step_changed",
      payload: {
        from: { text: before.nextStep, dueOn: before.nextStepDueOn },
        to: { text: after.nextStep, dueOn: after.nextStepDueOn },
      },
    });
  }
  if (fields.assigneeId) {
    changes.push({
      type: "assignee_changed",
      payload: { from: before.assignedToId, to: after.assignedToId },
    });
  }
  return { fields, changes };
}

function moneyOf(facts: DealFacts) {
  return { minor: facts.value.toString(), currency: facts.currency };
}
