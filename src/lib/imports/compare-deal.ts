import type { Context } from "#lib/access/context.ts";
import { changesBetween, type DealFacts } from "#lib/deals/changes-between.ts";
import { factsOf } from "#lib/deals/deal-facts.ts";
import { isClosedStage } from "#lib/deals/stages.ts";
import type { DealChange } from "#lib/events/domain-event.ts";
import type { ImportField } from "./fields.ts";
import type { KnownDeal } from "./find-deals.ts";
import type { ImportTarget } from "./import-file.ts";
import type { ImportedDeal } from "./map-deal.ts";

/** Text fields that a filled cell overwrites. */
const PLAIN_FIELDS = [
  "company",
  "companyDomain",
  "contactName",
  "contactEmail",
  "location",
  "expectedCloseOn",
  "nextStep",
  "nextStepDueOn",
] as const satisfies (keyof DealFacts & ImportField)[];

const STAGE_FIELDS = ["stage", "status", "isClosed", "isWon", "probability"] as const;

/**
 * What the file changes about a deal that is there already: filled cells win, empty ones erase nothing,
 * and columns the file does not have leave the deal as it is.
 */
export function compareDeal(
  ctx: Context,
  { plan, people }: ImportTarget,
  before: KnownDeal,
  deal: ImportedDeal,
) {
  const old = factsOf(before);
  const facts: DealFacts = { ...old };
  for (const field of PLAIN_FIELDS) facts[field] = deal[field] ?? old[field];
  if (plan.mapping.fields.name) facts.name = deal.name;
  if (deal.value !== null) Object.assign(facts, { value: deal.value, currency: deal.currency });
  facts.assignedToId = people.findAssignee(deal.owner) ?? old.assignedToId;
  const saysStage = STAGE_FIELDS.some((field) => plan.mapping.fields[field]);
  if (saysStage) facts.stage = deal.stage;

  const remoteStage = deal.remoteStage ?? before.remoteStage;
  const { fields, changes } = changesBetween(old, facts);
  const stageColumns = fields.stage ? movedTo(ctx, before, deal) : keptIn(before);
  return {
    before,
    fields,
    isChanged: Object.keys(fields).length > 0 || remoteStage !== before.remoteStage,
    changes: changes.map(
      (change): DealChange =>
        change.type === "stage_changed"
          ? {
              ...change,
              occurredAt: stageColumns.stageEnteredAt,
              payload: {
                ...change.payload,
                ...(deal.closeReason ? { reason: deal.closeReason } : {}),
              },
            }
          : change,
    ),
    columns: { ...facts, ...stageColumns, remoteStage },
  };
}

/** The file's moment of the move, if it lies after the last one that is known. */
function movedTo({ now }: Context, before: KnownDeal, deal: ImportedDeal) {
  const stated = deal.closedAt ?? deal.stageEnteredAt;
  const at = stated && stated > before.stageEnteredAt ? stated : now;
  return { stageEnteredAt: at, closedAt: isClosedStage(deal.stage) ? at : null };
}

function keptIn({ stageEnteredAt, closedAt }: KnownDeal) {
  return { stageEnteredAt, closedAt };
}
