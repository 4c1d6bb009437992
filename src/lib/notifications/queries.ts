import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import type { NoticePayload } from "#lib/notifications/notice.ts";
import { linkOf } from "#lib/notifications/notice-href.ts";
import type { NotificationDto } from "#lib/notifications/schema.ts";

// Private to this folder: whose notifications are read, and how they become what callers see.

/**
 * The actor's own, as far as they may still see what they are about: those of a team they have left
 * and of deals that are out of their sight are as if they had never been.
 */
export function noticeScope(ctx: Context): Prisma.NotificationWhereInput {
  return {
    userId: ctx.user.id,
    AND: [
      {
        OR: [{ teamId: null }, { teamId: { in: ctx.memberships.map(({ team }) => team.id) } }],
      },
      { OR: [{ dealId: null }, { deal: dealScope(ctx, "deal.read") }] },
    ],
  };
}

export const noticeSelect = {
  id: true,
  kind: true,
  title: true,
  body: true,
  teamId: true,
  dealId: true,
  payload: true,
  readAt: true,
  createdAt: true,
  deal: { select: { id: true, name: true } },
} satisfies Prisma.NotificationSelect;

export type NoticeRow = Prisma.NotificationGetPayload<{ select: typeof noticeSelect }>;

export function toNotification(row: NoticeRow): NotificationDto {
  const { kind, teamId, dealId } = row;
  // What a summary remembers for itself, and the workspace, which `teamId` tells.
  const { told, query, workspaceId, ...payload } = row.payload as NoticePayload;
  return {
    id: row.id,
    kind,
    title: row.title,
    body: row.body,
    deal: row.deal,
    teamId,
    href: linkOf({ kind, teamId, dealId, payload: row.payload as NoticePayload }).href,
    payload,
    readAt: row.readAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
