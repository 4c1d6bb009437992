import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { mayIn, readableWorkspaces } from "#lib/access/scope.ts";

/**
 * The filter for mails that the actor may look after: those of the teams they may configure, whoever
 * they are for, and their own, as far as they may still read what those tell of.
 */
export function emailScope(ctx: Context): Prisma.EmailMessageWhereInput {
  const configured = ctx.memberships
    .map(({ team }) => team.id)
    .filter((teamId) => mayIn(ctx, teamId, "team.configure"));
  return {
    OR: [
      { workspaceId: { in: [ctx.user.id, ...configured] } },
      {
        userId: ctx.user.id,
        OR: [{ workspaceId: null }, { workspaceId: { in: readableWorkspaces(ctx) } }],
      },
    ],
  };
}
