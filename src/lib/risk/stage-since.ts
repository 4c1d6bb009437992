import type { Known, RiskDeal, RiskEvent } from "./types.ts";

/**
 * Since when the record said at `at` that the deal was in `stage`; `last` is the change of the record
 * that had put it there, null for its first stage.
 *
 * A history that is learnt afterwards can correct the moment: when it ends in the very stage the
 * record has, the record takes over when the deal came there.
 */
export function stageSince({
  deal,
  events,
  stage,
  last,
  at,
  known,
}: {
  deal: RiskDeal;
  events: readonly RiskEvent[];
  stage: string;
  last: RiskEvent | null;
  at: number;
  known: Known;
}): number {
  const created = events.find(({ type }) => type === "deal_created");
  const began = created?.startsAt ?? deal.createdAt;
  const moves = events.filter(({ type }) => type === "stage_changed").sort(inTime);
  if (known === "later") {
    return cameTo(moves, stage, began, ({ occurredAt }) => occurredAt <= at) ?? began;
  }
  let since = last?.occurredAt ?? began;
  const corrections = moves
    .filter(({ isBackfilled, recordedAt }) => isBackfilled && recordedAt <= at)
    .map(({ recordedAt }) => recordedAt)
    .filter((recordedAt) => last === null || recordedAt >= last.recordedAt);
  const creation = created?.occurredAt ?? deal.createdAt;
  for (const learnt of [...new Set(corrections)].sort((a, b) => a - b)) {
    since = cameTo(moves, stage, creation, ({ recordedAt }) => recordedAt <= learnt) ?? since;
  }
  return since;
}

/** When the stage was entered that the seen moves end in, or null when they end elsewhere. */
function cameTo(
  moves: readonly RiskEvent[],
  stage: string,
  began: number,
  isSeen: (event: RiskEvent) => boolean,
): number | null {
  let current: RiskEvent["to"] | undefined;
  let since = began;
  for (const move of moves) {
    if (!isSeen(move)) continue;
    if (current === undefined) current = move.from;
    if (move.to === current) continue;
    current = move.to;
    since = move.occurredAt;
  }
  return current === undefined || current === stage ? since : null;
}

function inTime(a: RiskEvent, b: RiskEvent): number {
  return a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt;
}
