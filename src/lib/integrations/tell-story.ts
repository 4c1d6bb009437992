import { isClosedStage, type Stage } from "#lib/deals/stages.ts";
import type { DealChange } from "#lib/events/domain-event.ts";
import type { RemoteFacts } from "#lib/integrations/merge-deal.ts";
import type { RemoteDeal, RemoteStageRef } from "#lib/integrations/remote-record.ts";

export type Story = {
  createdAt: Date;
  stageEnteredAt: Date;
  closedAt: Date | null;
  changes: DealChange[];
};

type Move = { to: Stage; at: Date; externalId?: string };

/**
 * The life of a deal that is new here, from the stages the provider says it has been in. Where those
 * cannot be read, it began in Discovery and went to its stage in one step, marked as assumed.
 */
export function tellStory(
  deal: RemoteDeal,
  facts: RemoteFacts,
  toStage: (ref: RemoteStageRef) => Stage,
): Story {
  const moves = movesOf(deal, toStage);
  const first = moves[0];
  const known = first ? withEnd(deal, facts, moves) : null;
  const createdAt = new Date(
    Math.min(deal.createdAt.getTime(), ...moves.map(({ at }) => at.getTime())),
  );
  const told = known ?? assumed(deal, facts, createdAt);
  const last = told.moves.at(-1);
  const stageEnteredAt = last?.at ?? deal.stageEnteredAt ?? createdAt;
  const created: DealChange = {
    type: "deal_created",
    occurredAt: createdAt,
    payload: {
      stage: told.begins,
      value: { minor: facts.value.toString(), currency: facts.currency },
      expectedCloseOn: facts.expectedCloseOn,
      nextStep: { text: facts.nextStep, dueOn: null },
      ...(known ? {} : { assumed: true as const }),
      ...(told.moves.length === 0 && stageEnteredAt > createdAt
        ? { stageEnteredAt: stageEnteredAt.toISOString() }
        : {}),
    },
  };
  let from = told.begins;
  const changes = told.moves.map(({ to, at, externalId }): DealChange => {
    const change: DealChange = {
      type: "stage_changed",
      occurredAt: at,
      ...(externalId ? { externalId } : {}),
      payload: {
        from,
        to,
        ...(known ? {} : { assumed: true as const }),
        ...(isClosedStage(to) && deal.closeReason ? { reason: deal.closeReason } : {}),
      },
    };
    from = to;
    return change;
  });
  return {
    createdAt,
    stageEnteredAt: new Date(Math.max(stageEnteredAt.getTime(), createdAt.getTime())),
    closedAt: isClosedStage(facts.stage) ? stageEnteredAt : null,
    changes: [created, ...changes],
  };
}

/** The provider's stage entries as moves between ours, in order; stays in one of ours are one. */
export function movesOf(deal: RemoteDeal, toStage: (ref: RemoteStageRef) => Stage): Move[] {
  const moves: Move[] = [];
  const inOrder = deal.history.toSorted((a, b) => a.enteredAt.getTime() - b.enteredAt.getTime());
  for (const { stage, enteredAt, externalId } of inOrder) {
    const to = toStage(stage);
    if (moves.at(-1)?.to !== to) moves.push({ to, at: enteredAt, externalId });
  }
  return moves;
}

/** The first entry is where the deal began; the history may not have reached its present stage yet. */
function withEnd(deal: RemoteDeal, facts: RemoteFacts, moves: Move[]) {
  const [first, ...rest] = moves;
  const last = moves.at(-1);
  if (last && last.to !== facts.stage) {
    const at = endOf(deal, facts) ?? deal.changedAt;
    rest.push({ to: facts.stage, at: new Date(Math.max(at.getTime(), last.at.getTime())) });
  }
  return { begins: first?.to ?? facts.stage, moves: rest };
}

function assumed(deal: RemoteDeal, facts: RemoteFacts, createdAt: Date) {
  if (facts.stage === "discovery") return { begins: facts.stage, moves: [] };
  const at = endOf(deal, facts) ?? createdAt;
  const move: Move = { to: facts.stage, at: new Date(Math.max(at.getTime(), createdAt.getTime())) };
  return { begins: "discovery" as const, moves: [move] };
}

function endOf(deal: RemoteDeal, { stage }: RemoteFacts): Date | null {
  return isClosedStage(stage) ? (deal.closedAt ?? deal.stageEnteredAt) : deal.stageEnteredAt;
}
