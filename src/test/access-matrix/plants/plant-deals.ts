import { db } from "#lib/platform/db.ts";
import {
  allCells,
  authorOf,
  idOf,
  isSecret,
  LONG_AGO,
  ownerOf,
  personOf,
  SECRET,
  teamOf,
  workspaceOf,
} from "../world.ts";

/** Each deal with its first event and a comment, and beside it one that was deleted yesterday. */
export async function plantDeals(): Promise<void> {
  const cells = allCells();
  const deals = ["deal", "gone"].flatMap((kind) =>
    cells.map((cell) => ({ id: idOf(kind, cell), kind, cell })),
  );
  await db().deal.createMany({
    data: deals.map(({ id, kind, cell }) => ({
      id,
      workspaceId: workspaceOf(cell),
      teamId: teamOf(cell.relation),
      userId: ownerOf(cell),
      assignedToId: cell.relation === "assigned" ? personOf(cell.role) : null,
      name: isSecret(cell.relation) ? `${SECRET} ${id}` : `Acme ${id}`,
      stage: "discovery" as const,
      value: 100_000n,
      currency: "USD",
      stageEnteredAt: LONG_AGO,
      createdAt: LONG_AGO,
      snoozedUntil: new Date("2099-01-01T00:00:00Z"),
      snoozeReason: "They are on holiday",
      deletedAt: kind === "gone" ? new Date(Date.now() - 86_400_000) : null,
    })),
  });
  await db().dealEvent.createMany({
    data: deals.map(({ id }) => ({
      id: `event_${id}`,
      dealId: id,
      type: "deal_created" as const,
      occurredAt: LONG_AGO,
      recordedAt: LONG_AGO,
      source: "system",
      payload: {
        stage: "discovery",
        value: { minor: "100000", currency: "USD" },
        expectedCloseOn: null,
        nextStep: { text: null, dueOn: null },
      },
    })),
  });
  await db().dealComment.createMany({
    data: cells.map((cell) => ({
      id: idOf("comment", cell),
      dealId: idOf("deal", cell),
      authorId: authorOf(cell),
      body: isSecret(cell.relation) ? `${SECRET} comment` : "A comment",
      createdAt: LONG_AGO,
    })),
  });
}
