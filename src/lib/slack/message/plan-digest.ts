import type { PublicEventName } from "#lib/events/public-event.ts";
import type { DealFacts, Facts } from "#lib/slack/message/facts.ts";

/** From what has to be acted on to what is good to know: the order in which a message tells it. */
export const EVENTS_BY_WEIGHT = [
  "deal.at_risk",
  "deal.closed_lost",
  "deal.closed_won",
  "deal.stage_changed",
  "deal.created",
  "deal.updated",
  "team.member_added",
  "team.member_removed",
] as const satisfies readonly PublicEventName[];

/** How many deals and people one message names. */
const SHOWN = 10;

/** A row that waits: which one it is and what it is about. */
export type Waiting = { id: string; event: PublicEventName; dealId: string | null };

export type PlannedGroup = {
  event: PublicEventName;
  /** Deals or people, those that are named included. */
  count: number;
  /** For each deal or person that is named the rows about it, oldest first. */
  named: string[][];
};

/**
 * What a message about all of these says: by event, each deal once however often it happened, and no
 * more than ten of them by name.
 */
export function planDigest(rows: readonly Waiting[]): { groups: PlannedGroup[]; deals: number } {
  const byEvent = Map.groupBy(rows, ({ event }) => event);
  const groups = EVENTS_BY_WEIGHT.flatMap((event) => {
    const subjects = [
      ...Map.groupBy(byEvent.get(event) ?? [], ({ id, dealId }) => dealId ?? id).values(),
    ];
    return subjects.length === 0 ? [] : [{ event, subjects }];
  });
  // One of each kind at least, then the weightier ones first.
  let left = Math.max(0, SHOWN - groups.length);
  return {
    groups: groups.map(({ event, subjects }) => {
      const more = Math.min(subjects.length - 1, left);
      left -= more;
      return {
        event,
        count: subjects.length,
        named: subjects.slice(0, 1 + more).map((same) => same.map(({ id }) => id)),
      };
    }),
    deals: new Set(rows.flatMap(({ dealId }) => dealId ?? [])).size,
  };
}

/** One fact of several about the same deal: from where it was at first to where it is now. */
export function mergeFacts(facts: readonly [Facts, ...Facts[]]): Facts {
  return facts.reduce((before, after) =>
    before.kind === "deal" && after.kind === "deal" ? mergeDeals(before, after) : after,
  );
}

function mergeDeals(before: DealFacts, after: DealFacts): DealFacts {
  const changes = new Map(before.changes.map((change) => [change.label, change]));
  for (const change of after.changes) {
    const from = changes.get(change.label)?.from ?? change.from;
    changes.set(change.label, { ...change, from });
  }
  return {
    ...after,
    oldStage: before.oldStage ?? after.oldStage,
    oldBand: before.oldBand ?? after.oldBand,
    changes: [...changes.values()].filter(({ from, to }) => from !== to),
  };
}
