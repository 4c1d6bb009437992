import type { Context } from "#lib/access/context.ts";
import { holdMembership } from "#lib/access/hold-membership.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import { lockSourceIds } from "#lib/deals/lock-source-ids.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { importTarget } from "./import-target.ts";
import { loadPeople, type People } from "./match-people.ts";
import { type ImportPlan, type OpenFile, planImport } from "./plan-import.ts";
import { noteWarnings } from "./preview-import.ts";
import { type Batch, readActivities, readDeals, readStageHistory } from "./read-batches.ts";
import type { ImportOptions, ImportReport, RowError } from "./schema.ts";
import { storeActivities } from "./store-activities.ts";
import { storeDeals } from "./store-deals.ts";
import { gatherByDeal, storeStageHistory } from "./store-stage-history.ts";

export type ImportRequest = {
  /** Id of a team or of the person; the first of theirs when left out. */
  workspaceId?: string | null;
  options: ImportOptions;
  maxRows?: number;
  /** Errors beyond this many are counted and not listed. */
  maxErrors?: number;
};

/** What one upload may hold: an answer has to fit into memory and into the time of a request. */
export const UPLOAD_LIMITS = { maxRows: 100_000, maxErrors: 500 };

/** Where the rows of one batch go. */
export type ImportTarget = { workspace: Workspace; plan: ImportPlan; people: People };
/** `created`, `updated`, `unchanged` and the errors add up to the rows of the batch. */
export type BatchOutcome = {
  created: number;
  updated: number;
  unchanged: number;
  errors: RowError[];
};

const DEALS_PER_BATCH = 500;
const ACTIVITIES_PER_BATCH = 2_000;

/**
 * Imports a file of deals, activities or stage history into a workspace. Rows are stored in batches,
 * each in one transaction with its events, audit trail and risk: a batch is there whole or not at
 * all. The same file again changes nothing. Filled cells win over what is stored; empty cells erase
 * nothing.
 *
 * @throws AppError not_found for a foreign workspace, forbidden by role, invalid_input when the file
 * cannot be read at all, internal when storing broke off (saying how far it came).
 */
export async function importFile(
  ctx: Context,
  open: OpenFile,
  request: ImportRequest,
): Promise<ImportReport> {
  const workspace = importTarget(ctx, request.workspaceId);
  const plan = await planImport(
    open,
    request.options,
    { currency: workspace.currency, timeZone: workspace.timezone },
    request.maxRows,
  );
  const target: ImportTarget = { workspace, plan, people: await loadPeople(ctx, workspace) };
  const notes = { rounded: 0, emailsLeftOut: 0 };
  const report = startReport(plan);
  const read = { now: ctx.now };
  const run = <T>(
    batches: AsyncIterable<Batch<T>>,
    store: (tx: Tx, ctx: Context, target: ImportTarget, rows: T[]) => Promise<BatchOutcome>,
  ) =>
    storeBatches(
      report,
      batches,
      (rows) => transaction((tx) => locked(tx, ctx, workspace, () => store(tx, ctx, target, rows))),
      request.maxErrors ?? Number.POSITIVE_INFINITY,
    );

  if (plan.kind === "deals") {
    await run(readDeals(open, plan, { ...read, batchSize: DEALS_PER_BATCH }, notes), storeDeals);
  } else if (plan.kind === "activities") {
    const batches = readActivities(open, plan, { ...read, batchSize: ACTIVITIES_PER_BATCH });
    await run(batches, storeActivities);
  } else {
    await run(gatherByDeal(readStageHistory(open, plan, read)), storeStageHistory);
  }
  report.warnings.push(...noteWarnings(notes), ...target.people.warnings());
  return report;
}

function startReport({ kind, warnings }: ImportPlan): ImportReport {
  return {
    kind,
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    errors: [],
    warnings: [...warnings],
  };
}

async function storeBatches<T>(
  report: ImportReport,
  batches: AsyncIterable<Batch<T>>,
  store: (rows: T[]) => Promise<BatchOutcome>,
  maxErrors: number,
): Promise<void> {
  try {
    for await (const { rows, errors } of batches) {
      const outcome = rows.length === 0 ? null : await store(rows);
      const problems = [...errors, ...(outcome?.errors ?? [])].sort((a, b) => a.row - b.row);
      report.created += outcome?.created ?? 0;
      report.updated += outcome?.updated ?? 0;
      report.unchanged += outcome?.unchanged ?? 0;
      report.skipped += problems.length;
      report.errors.push(...problems.slice(0, Math.max(0, maxErrors - report.errors.length)));
    }
  } catch (cause) {
    throw brokeOff(report, cause);
  }
}

/** What is stored stays stored and is recognised the next time, so starting again is safe. */
function brokeOff(
  { created, updated, unchanged, skipped }: ImportReport,
  cause: unknown,
): AppError {
  log().error({ err: cause }, "import broke off");
  return new AppError(
    "internal",
    `The import broke off after ${created + updated + unchanged + skipped} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} left out. Import the same file again to go on.`,
    { cause },
  );
}

/**
 * One import at a time writes to a workspace, so two of them cannot create the same deal, and only for
 * as long as whoever started it belongs there.
 */
async function locked<T>(
  tx: Tx,
  ctx: Context,
  { id, teamId }: Workspace,
  work: () => Promise<T>,
): Promise<T> {
  if (teamId !== null) await holdMembership(tx, ctx, teamId, "deal.import");
  await lockSourceIds(tx, [id]);
  return work();
}
