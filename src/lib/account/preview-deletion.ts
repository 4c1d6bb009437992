import type { Context } from "#lib/access/context.ts";
import type { DeletionDto } from "#lib/account/schema.ts";
import { loadTeamFates } from "#lib/account/team-fates.ts";
import { db } from "#lib/platform/db.ts";

/** What the deletion of the actor's account would do, as things stand now. */
export async function previewDeletion(ctx: Context): Promise<DeletionDto> {
  const userId = ctx.user.id;
  const own = { workspaceId: userId };
  const [fates, deals, contacts, meetings, chats, owned] = await Promise.all([
    loadTeamFates(db(), userId),
    db().deal.count({ where: { ...own, deletedAt: null } }),
    db().contact.count({ where: own }),
    db().meeting.count({ where: own }),
    db().chat.count({ where: { userId } }),
    db().deal.groupBy({
      by: ["teamId"],
      where: { userId, teamId: { not: null }, deletedAt: null },
      _count: true,
    }),
  ]);
  return {
    isBlocked: fates.some(({ fate }) => fate === "blocked"),
    personal: { deals, contacts, meetings, chats },
    teams: fates.map(({ id, name, role, fate, heir }) => ({
      id,
      name,
      role,
      fate,
      owned: owned.find(({ teamId }) => teamId === id)?._count ?? 0,
      heir: heir && fate === "kept" ? { id: heir.id, name: heir.name } : null,
    })),
  };
}
