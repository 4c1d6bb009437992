import { db } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import {
  allCells,
  idOf,
  isSecret,
  LONG_AGO,
  ownerOf,
  SECRET,
  teamOf,
  workspaceOf,
} from "../world.ts";

/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9/hook";

/** A webhook in each workspace, with an event that could not be delivered. */
export async function plantWebhooks(): Promise<void> {
  const cells = allCells().filter(({ relation }) => relation !== "own" && relation !== "assigned");
  const nameOf = (id: string, isHidden: boolean) => (isHidden ? `${SECRET} ${id}` : id);
  await db().webhook.createMany({
    data: cells.map((cell) => ({
      id: idOf("webhook", cell),
      workspaceId: workspaceOf(cell),
      userId: ownerOf(cell),
      teamId: teamOf(cell.relation),
      name: nameOf(idOf("webhook", cell), isSecret(cell.relation)),
      url: NOWHERE,
      secret: seal("a secret that nobody uses", "webhook.secret"),
      events: ["deal.created"],
      createdAt: LONG_AGO,
    })),
  });
  await db().webhookEvent.createMany({
    data: cells.map((cell) => ({
      id: idOf("evt", cell),
      workspaceId: workspaceOf(cell),
      event: "deal.created",
      body: JSON.stringify({ name: nameOf("Acme", isSecret(cell.relation)) }),
      createdAt: LONG_AGO,
    })),
  });
  await db().webhookDelivery.createMany({
    data: cells.map((cell) => ({
      id: idOf("delivery", cell),
      webhookId: idOf("webhook", cell),
      eventId: idOf("evt", cell),
      status: "dead" as const,
      attemptCount: 10,
      createdAt: LONG_AGO,
    })),
  });
}
