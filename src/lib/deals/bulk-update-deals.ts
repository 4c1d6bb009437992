import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { bringBackDeals } from "#lib/deals/bring-back-deals.ts";
import {
  BULK_REFUSALS,
  type BulkAction,
  type BulkRefusal,
  type BulkReport,
  type BulkUpdateInput,
} from "#lib/deals/bulk-schema.ts";
import type { Outcome, Target } from "#lib/deals/carry-out.ts";
import { editDeals } from "#lib/deals/edit-deals.ts";
import type { LockedDeal } from "#lib/deals/lock-deal.ts";
import { removeDeals } from "#lib/deals/remove-deals.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import type { AppError } from "#lib/platform/errors.ts";

/**
 * Assigns, moves, deletes or restores many deals, of any of the actor's workspaces. Each deal is
 * decided by the rules of the single operation; those that may be changed are, all in one transaction,
 * and the others are refused one by one with the reason. A fixed number of statements for any number.
 */
export async function bulkUpdateDeals(
  ctx: Context,
  { ids, versions, action }: BulkUpdateInput,
): Promise<BulkReport> {
  const known = new Map(Object.entries(versions ?? {}));
  const targets = ids.map((id) => ({ id, version: known.get(id) }));
  return transaction(async (tx) => {
    const outcomes = await carryOutAction(tx, ctx, targets, action);
    await audit(tx, ctx, action, [...outcomes.values()]);
    return toReport(action, outcomes);
  });
}

function carryOutAction(tx: Tx, ctx: Context, targets: readonly Target[], action: BulkAction) {
  switch (action.type) {
    case "assign":
      return editDeals(tx, ctx, targets, { assigneeId: action.assigneeId });
    case "stage":
      return editDeals(tx, ctx, targets, { stage: action.stage });
    case "delete":
      return removeDeals(tx, ctx, targets);
    case "restore":
      return bringBackDeals(tx, ctx, targets);
  }
}

/** One entry for each workspace, in a fixed order: whoever writes to a log waits for its end. */
async function audit(tx: Tx, ctx: Context, { type }: BulkAction, outcomes: Outcome[]) {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    if (!outcome.isDone || !outcome.isChanged) continue;
    const { workspaceId } = outcome.before;
    counts.set(workspaceId, (counts.get(workspaceId) ?? 0) + 1);
  }
  for (const workspaceId of [...counts.keys()].sort()) {
    await recordAudit(tx, ctx, {
      workspaceId,
      action: "deals.bulk_changed",
      targetType: "deal",
      metadata: { action: type, count: counts.get(workspaceId) ?? 0 },
    });
  }
}

function toReport(action: BulkAction, outcomes: ReadonlyMap<string, Outcome>): BulkReport {
  const results = [...outcomes].map(([id, outcome]) => {
    if (!outcome.isDone) {
      const { error } = outcome;
      return { id, ok: false, code: toRefusal(error), message: error.message };
    }
    return outcome.isChanged
      ? { id, ok: true, undo: undoOf(action, outcome.before) }
      : { id, ok: true };
  });
  const refused = results.filter(({ ok }) => !ok).length;
  const changed = results.filter(({ undo }) => undo !== undefined).length;
  return { results, changed, unchanged: results.length - changed - refused, refused };
}

function toRefusal(error: AppError): BulkRefusal {
  const code = BULK_REFUSALS.find((refusal) => refusal === error.code);
  // What is not about one deal concerns them all.
  if (!code) throw error;
  return code;
}

function undoOf(action: BulkAction, { stage, assignedToId }: LockedDeal): BulkAction {
  switch (action.type) {
    case "assign":
      return { type: "assign", assigneeId: assignedToId };
    case "stage":
      return { type: "stage", stage };
    case "delete":
      return { type: "restore" };
    case "restore":
      return { type: "delete" };
  }
}
