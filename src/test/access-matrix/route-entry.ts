import type { DealAction } from "#lib/access/policy.ts";
import type { Cell, Relation, Verdict } from "./cell.ts";
import { anyone, DEAL_RELATIONS, dealRule, type Rule } from "./verdicts.ts";
import { idOf } from "./world.ts";

/** What is sent to a route; its method and path are the entry's key. */
export type Call = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** Sent as it is instead of `body`. */
  raw?: string;
  headers?: Record<string, string>;
};

/** A route that asks who is there, and what must come of each question. */
export type RouteEntry = {
  for: "user";
  relations: readonly Relation[];
  send: (cell: Cell) => Call;
  rule: Rule;
  /** False for a request that leaves no trace, true for one that does; else by its method. */
  changes?: boolean;
  /** For an answer that says it of each thing in its body. */
  read?: (body: unknown) => Verdict;
};

/** A route that does not: everybody gets in, or only what proves itself in its own way. */
export type OpenEntry = {
  for: "anybody" | "scheduler";
  send: () => Call;
  /** What everybody gets without the proof that it wants. */
  status: number;
};

export type Entry = RouteEntry | OpenEntry;

/** A route on one deal, under `/api/deals/{id}`. */
export function onDeal(
  action: DealAction,
  call: Omit<Call, "params"> = {},
  rest: Partial<RouteEntry> = {},
): RouteEntry {
  return {
    for: "user",
    relations: DEAL_RELATIONS,
    send: (cell) => ({ params: { id: idOf("deal", cell) }, ...call }),
    rule: dealRule(action),
    ...rest,
  };
}

/** A route that shows or does something within what one may see, whatever that is. */
export function onOnesOwn(call: Call = {}, rest: Partial<RouteEntry> = {}): RouteEntry {
  return { for: "user", relations: ["own"], send: () => call, rule: anyone, ...rest };
}
