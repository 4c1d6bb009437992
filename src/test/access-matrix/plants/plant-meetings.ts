import { db } from "#lib/platform/db.ts";
import { allCells, idOf, isSecret, ownerOf, SECRET, teamOf, workspaceOf } from "../world.ts";

/** One of each deal, which it was linked to by a rule. */
export async function plantMeetings(): Promise<void> {
  await db().meeting.createMany({
    data: allCells().map((cell) => ({
      id: idOf("meeting", cell),
      workspaceId: workspaceOf(cell),
      teamId: teamOf(cell.relation),
      userId: ownerOf(cell),
      dealId: idOf("deal", cell),
      title: isSecret(cell.relation) ? `${SECRET} meeting` : "Review",
      startsAt: new Date("2098-06-01T09:00:00Z"),
      endsAt: new Date("2098-06-01T10:00:00Z"),
      link: "automatic" as const,
      source: "google_calendar",
    })),
  });
}
