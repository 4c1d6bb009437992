import type { DealAction } from "#lib/access/policy.ts";
import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import type { Cell, Relation, Verdict } from "./cell.ts";
import { DEAL_RELATIONS, dealRule, type Rule } from "./verdicts.ts";
import { idOf } from "./world.ts";

export type Field = string | File;

/** An exported Server Action, which anybody can call with anything, and what must come of it. */
export type ActionEntry = {
  for: "user" | "anybody";
  relations: readonly Relation[];
  /** What it is called with, as the browser would: bound ids, the form's state, the form. */
  args: (cell: Cell) => unknown[];
  rule: Rule;
  /** False for an action that leaves no trace in the database. */
  changes?: boolean;
  cookies?: (cell: Cell) => Record<string, string>;
  /** For an action that answers in a way of its own; `target` is where it leads, if it does. */
  read?: (result: unknown, target: string | null) => Verdict | string;
};

/** A form of which nothing is trusted. */
export function form(fields: Record<string, Field> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

/** An action on one record: the id is bound by the page, the form follows. */
export function recordArgs(id: string, fields: Record<string, Field> = {}): unknown[] {
  return [id, EMPTY_FORM_STATE, form(fields)];
}

/** An action on one deal. */
export function onDealAction(
  right: DealAction,
  fields: Record<string, Field> = {},
  rest: Partial<ActionEntry> = {},
): ActionEntry {
  return {
    for: "user",
    relations: DEAL_RELATIONS,
    args: (cell) => recordArgs(idOf("deal", cell), fields),
    rule: dealRule(right),
    ...rest,
  };
}
