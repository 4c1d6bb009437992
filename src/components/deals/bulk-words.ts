import type { BulkAction, BulkReport } from "#lib/deals/bulk-schema.ts";
import { STAGE_LABELS } from "#lib/deals/stages.ts";

const REFUSALS_NAMED = 3;

/** The number with its word: "1 deal", "12 deals". */
export function dealCount(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "deal" : "deals"}`;
}

/** What a bulk change did, in one or two sentences. */
export function bulkWords(
  action: BulkAction,
  { changed, unchanged }: Pick<BulkReport, "changed" | "unchanged">,
  nameOf: (personId: string) => string,
): string {
  const done = `${deed(action, changed, nameOf)}.`;
  if (unchanged === 0) return done;
  const rest = `${dealCount(unchanged)} needed no change.`;
  return changed === 0 ? rest : `${done} ${rest}`;
}

function deed(action: BulkAction, count: number, nameOf: (personId: string) => string): string {
  const deals = count === 0 ? "no deal" : dealCount(count);
  switch (action.type) {
    case "assign":
      return `Assigned ${deals} to ${action.assigneeId ? nameOf(action.assigneeId) : "nobody"}`;
    case "stage":
      return `Moved ${deals} to ${STAGE_LABELS[action.stage]}`;
    case "delete":
      return `Deleted ${deals}`;
    case "restore":
      return `Restored ${deals}`;
  }
}

/** A move is undone by another move, from which the time in the stage counts anew: no undo. */
export function undoLabel(action: BulkAction): string {
  return action.type === "stage" ? "Move back" : "Undo";
}

/** Which deals were refused and why: one sentence for each reason, with the first deals by name. */
export function refusalWords(
  { results }: Pick<BulkReport, "results">,
  nameOf: (dealId: string) => string,
): string[] {
  const reasons = new Map<string, string[]>();
  for (const { id, ok, message = "It was refused." } of results) {
    if (!ok) reasons.set(message, [...(reasons.get(message) ?? []), nameOf(id)]);
  }
  return [...reasons].map(([reason, names]) => `Not changed: ${listed(names)}. ${reason}`);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, REFUSALS_NAMED);
  const more = names.length - shown.length;
  return new Intl.ListFormat("en").format(more > 0 ? [...shown, `${more} more`] : shown);
}

/** The changes that put everything back: one for each state that deals were in. */
export function undosOf({ results }: Pick<BulkReport, "results">): {
  action: BulkAction;
  ids: string[];
}[] {
  const groups = new Map<string, { action: BulkAction; ids: string[] }>();
  for (const { id, undo } of results) {
    if (!undo) continue;
    const key = JSON.stringify(undo);
    const group = groups.get(key) ?? { action: undo, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
