import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import { workspaceById } from "#lib/access/workspace.ts";
import { type AuditFilter, actionsNamed, NOBODY } from "#lib/audit/schema.ts";
import { startOfDayIn } from "#lib/platform/local-time.ts";

/**
 * The filter for the entries of a team, or without one for what concerns the actor alone: their own
 * workspace and their signing in.
 *
 * @throws AppError not_found for a team that is not theirs, forbidden unless they lead it.
 */
export function auditScope(ctx: Context, teamId: string | undefined): Prisma.AuditLogWhereInput {
  if (teamId !== undefined) {
    requireTeam(ctx, teamId, "audit.read");
    return { workspaceId: teamId };
  }
  const me = ctx.user.id;
  return { OR: [{ workspaceId: me }, { workspaceId: null, actorId: me }] };
}

/** The same with what is asked for. */
export function auditWhere(ctx: Context, filter: AuditFilter): Prisma.AuditLogWhereInput {
  const { teamId, actor, action, from, to } = filter;
  const { timezone } = workspaceById(ctx, teamId ?? ctx.user.id);
  return {
    AND: [
      auditScope(ctx, teamId),
      actor === undefined ? {} : { actorId: actor === NOBODY ? null : actor },
      action === undefined ? {} : { action: { in: actionsNamed(action) } },
      from === undefined ? {} : { occurredAt: { gte: earliest(from, timezone) } },
      to === undefined ? {} : { occurredAt: latest(to, timezone) },
    ],
  };
}

function earliest(text: string, timezone: string): Date {
  return isDay(text) ? startOfDayIn(text, timezone) : new Date(text);
}

function latest(text: string, timezone: string): { lt: Date } | { lte: Date } {
  return isDay(text) ? { lt: startOfDayIn(text, timezone, 1) } : { lte: new Date(text) };
}

function isDay(text: string): boolean {
  return text.length === "2026-01-31".length;
}
