import { db } from "#lib/platform/db.ts";
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

/** Somebody generated in each workspace, so that there is something to clear away. */
export async function plantDemoRecords(): Promise<void> {
  const cells = allCells().filter(({ relation }) => relation !== "own" && relation !== "assigned");
  await db().contact.createMany({
    data: cells.map((cell) => ({
      id: idOf("contact", cell),
      workspaceId: workspaceOf(cell),
      userId: ownerOf(cell),
      teamId: teamOf(cell.relation),
      name: isSecret(cell.relation) ? `${SECRET} contact` : "A generated person",
      isDemo: true,
      createdAt: LONG_AGO,
    })),
  });
}
