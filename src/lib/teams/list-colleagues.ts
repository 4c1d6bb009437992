import type { Workspace } from "#lib/access/workspace.ts";
import { db } from "#lib/platform/db.ts";

export type Colleague = { id: string; name: string; isViewer: boolean };

/** The people of a workspace's team, by name; nobody in the personal one. */
export async function listColleagues({ teamId }: Pick<Workspace, "teamId">): Promise<Colleague[]> {
  if (teamId === null) return [];
  const members = await db().teamMember.findMany({
    where: { teamId },
    orderBy: [{ user: { name: "asc" } }, { id: "asc" }],
    select: { role: true, user: { select: { id: true, name: true } } },
  });
  return members.map(({ role, user }) => ({ ...user, isViewer: role === "viewer" }));
}
