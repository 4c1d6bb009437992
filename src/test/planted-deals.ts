import type { Prisma } from "#generated/prisma/client.ts";
import type { DealEventType, Direction } from "#lib/deals/event-types.ts";
import { isClosedStage, type Stage } from "#lib/deals/stages.ts";
import { db } from "#lib/platform/db.ts";

/** A deal's life as it is to stand in the log. Moments are epoch milliseconds. */
export type PlantedDeal = {
  id: string;
  /** In order of time; the first is the deal's creation. */
  stages: readonly { stage: Stage; at: number }[];
  touches: readonly { type: DealEventType; direction: Direction | null; at: number }[];
  /** The history is made up, as of a deal imported without one. */
  isAssumed?: boolean;
};

/** Writes whole lives at once, past every use case: for tests that need many deals and no story. */
export async function plantDeals(
  owner: { teamId: string; userId: string },
  deals: readonly PlantedDeal[],
): Promise<void> {
  await db().deal.createMany({ data: deals.map((deal) => dealRow(owner, deal)) });
  await db().dealEvent.createMany({ data: deals.flatMap(eventRows) });
}

function dealRow(
  { teamId, userId }: { teamId: string; userId: string },
  { id, stages }: PlantedDeal,
): Prisma.DealCreateManyInput {
  const first = stages[0];
  const last = stages.at(-1);
  if (!first || !last) throw new Error("A planted deal has at least one stage.");
  const isOpen = !isClosedStage(last.stage);
  return {
    id,
    workspaceId: teamId,
    teamId,
    userId,
    name: id,
    stage: last.stage,
    isOpen,
    value: 100_000n,
    currency: "USD",
    createdAt: new Date(first.at),
    stageEnteredAt: new Date(last.at),
    closedAt: isOpen ? null : new Date(last.at),
  };
}

function eventRows({
  id,
  stages,
  touches,
  isAssumed,
}: PlantedDeal): Prisma.DealEventCreateManyInput[] {
  const entry = (at: number) => ({
    dealId: id,
    occurredAt: new Date(at),
    recordedAt: new Date(at),
    source: "system",
  });
  const mark = isAssumed ? { assumed: true } : {};
  return [
    ...stages.map(({ stage, at }, index): Prisma.DealEventCreateManyInput => {
      const from = stages[index - 1]?.stage;
      return from === undefined
        ? { ...entry(at), type: "deal_created", payload: { stage, ...mark } }
        : { ...entry(at), type: "stage_changed", payload: { from, to: stage, ...mark } };
    }),
    ...touches.map(({ type, direction, at }) => ({ ...entry(at), type, direction, payload: {} })),
  ];
}
