import { db } from "#lib/platform/db.ts";
import { allCells, idOf, isSecret, LONG_AGO, ownerOf, SECRET, workspaceOf } from "../world.ts";

/** A mail about each workspace to somebody in it that was given up. */
export async function plantEmails(): Promise<void> {
  await db().emailMessage.createMany({
    data: allCells().map((cell) => ({
      id: idOf("email", cell),
      userId: ownerOf(cell),
      workspaceId: workspaceOf(cell),
      to: "somebody@example.test",
      template: "notification",
      data: {
        kind: "team_activity",
        title: isSecret(cell.relation) ? `${SECRET} mail` : "Acme was called",
        body: "",
        href: "/deals",
      },
      status: "failed" as const,
      error: "No such mailbox",
      attemptCount: 8,
      createdAt: LONG_AGO,
    })),
  });
}
