import { STAGE_LABELS } from "#lib/deals/stages.ts";
import { toMajor } from "#lib/platform/money.ts";
import type { ImportField } from "./fields.ts";
import type { ImportedActivity } from "./map-activity.ts";
import type { ImportedDeal, Notes } from "./map-deal.ts";
import type { ImportedStageEntry } from "./map-stage-history.ts";
import { type ImportDefaults, type ImportPlan, type OpenFile, planImport } from "./plan-import.ts";
import { type Batch, readActivities, readDeals, readStageHistory } from "./read-batches.ts";
import type { ImportOptions, RowError } from "./schema.ts";

/** A row as it would be stored, for people to look at. */
export type PreviewRow = { row: number; values: Partial<Record<ImportField, string>> };

export type ImportPreview = {
  plan: ImportPlan;
  /** Rows that would be imported and rows that would be left out. */
  counts: { good: number; bad: number };
  rows: PreviewRow[];
  /** The first of them. */
  errors: RowError[];
  /** The plan's warnings and what reading every row brought up. */
  warnings: string[];
};

const PREVIEW_ROWS = 20;
const PREVIEW_ERRORS = 100;

/**
 * Reads the whole file as an import would and stores nothing: what would become of it.
 * @throws AppError invalid_input when the file cannot be imported at all.
 */
export async function previewImport(
  open: OpenFile,
  options: ImportOptions,
  defaults: ImportDefaults,
  { now, maxRows }: { now: Date; maxRows?: number },
): Promise<ImportPreview> {
  const plan = await planImport(open, options, defaults, maxRows);
  const notes: Notes = { rounded: 0, emailsLeftOut: 0 };
  const preview: ImportPreview = {
    plan,
    counts: { good: 0, bad: 0 },
    rows: [],
    errors: [],
    warnings: [],
  };
  const collect = async <T>(batches: AsyncGenerator<Batch<T>>, show: (item: T) => PreviewRow) => {
    for await (const { rows, errors } of batches) {
      preview.counts.good += rows.length;
      preview.counts.bad += errors.length;
      preview.rows.push(...rows.slice(0, PREVIEW_ROWS - preview.rows.length).map(show));
      preview.errors.push(...errors.slice(0, PREVIEW_ERRORS - preview.errors.length));
    }
  };
  if (plan.kind === "deals") await collect(readDeals(open, plan, { now }, notes), showDeal);
  else if (plan.kind === "activities")
    await collect(readActivities(open, plan, { now }), showActivity);
  else await collect(readStageHistory(open, plan, { now }), showStageEntry);
  preview.warnings = [...plan.warnings, ...noteWarnings(notes)];
  return preview;
}

/** What was settled while rows were read, in sentences for people. */
export function noteWarnings({ rounded, emailsLeftOut }: Notes): string[] {
  const warnings: string[] = [];
  if (rounded > 0) {
    warnings.push(
      `${rounded} ${rounded === 1 ? "amount has" : "amounts have"} more decimals than the currency and ${rounded === 1 ? "is" : "are"} rounded.`,
    );
  }
  if (emailsLeftOut > 0) {
    warnings.push(
      `${emailsLeftOut} contact e-mail ${emailsLeftOut === 1 ? "address is" : "addresses are"} not valid and left out; the deals are imported.`,
    );
  }
  return warnings;
}

function showDeal(deal: ImportedDeal): PreviewRow {
  return {
    row: deal.row,
    values: texts({
      externalId: deal.externalId,
      name: deal.name,
      company: deal.company,
      companyDomain: deal.companyDomain,
      contactName: deal.contactName,
      contactEmail: deal.contactEmail,
      location: deal.location,
      stage: STAGE_LABELS[deal.stage],
      value: deal.value === null ? null : toMajor(deal.value, deal.currency),
      currency: deal.value === null ? null : deal.currency,
      expectedCloseOn: deal.expectedCloseOn,
      nextStep: deal.nextStep,
      nextStepDueOn: deal.nextStepDueOn,
      owner: deal.owner,
      createdAt: moment(deal.createdAt),
      stageEnteredAt: moment(deal.stageEnteredAt),
      closedAt: moment(deal.closedAt),
      closeReason: deal.closeReason,
    }),
  };
}

function showActivity({
  row,
  externalId,
  dealExternalId,
  type,
  direction,
  occurredAt,
  payload,
  actor,
}: ImportedActivity): PreviewRow {
  return {
    row,
    values: texts({
      externalId,
      dealId: dealExternalId,
      type,
      direction,
      occurredAt: payload.startsAt ? moment(new Date(payload.startsAt)) : moment(occurredAt),
      note: payload.note,
      durationSeconds: payload.durationSeconds?.toString(),
      actor,
    }),
  };
}

function showStageEntry({ row, dealExternalId, stage, enteredAt }: ImportedStageEntry): PreviewRow {
  return {
    row,
    values: texts({
      dealId: dealExternalId,
      stage: STAGE_LABELS[stage],
      enteredAt: moment(enteredAt),
    }),
  };
}

function moment(at: Date | null): string | null {
  return at && `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function texts(
  values: Partial<Record<ImportField, string | null | undefined>>,
): PreviewRow["values"] {
  return Object.fromEntries(Object.entries(values).filter(([, text]) => text));
}
