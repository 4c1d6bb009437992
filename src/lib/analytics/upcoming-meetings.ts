import type { Workspace } from "#lib/access/workspace.ts";
import { db } from "#lib/platform/db.ts";

export type UpcomingMeeting = {
  id: string;
  title: string;
  startsAt: string;
  deal: { id: string; name: string } | null;
};

/** The next meetings of a workspace, soonest first. */
export async function listUpcomingMeetings(
  workspace: Workspace,
  now: Date,
  limit: number,
): Promise<UpcomingMeeting[]> {
  const rows = await db().meeting.findMany({
    where: { workspaceId: workspace.id, startsAt: { gte: now }, status: { not: "cancelled" } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: limit,
    select: {
      id: true,
      title: true,
      startsAt: true,
      deal: { select: { id: true, name: true, deletedAt: true } },
    },
  });
  return rows.map(({ deal, startsAt, ...meeting }) => ({
    ...meeting,
    startsAt: startsAt.toISOString(),
    deal: deal && deal.deletedAt === null ? { id: deal.id, name: deal.name } : null,
  }));
}
