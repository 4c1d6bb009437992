import type { Context } from "#lib/access/context.ts";
import { type Workspace, workspacesOf } from "#lib/access/workspace.ts";
import { getKeyFigures } from "#lib/analytics/key-figures.ts";
import { getRecentChanges } from "#lib/analytics/recent-changes.ts";
import { countWorklist, getWorklist } from "#lib/deals/get-worklist.ts";
import { figureLines } from "#lib/email/digest/figure-lines.ts";
import type { EmailData } from "#lib/email/templates/schema.ts";
import { NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";
import { listUnreadSince } from "#lib/notifications/list-unread-since.ts";
import { openHref } from "#lib/notifications/notice-href.ts";
import { preferencesOf } from "#lib/notifications/preferences.ts";

const DEALS_SHOWN = 5;
const CHANGES_SHOWN = 8;
const NEWS_SHOWN = 10;

type Digest = EmailData<"digest">;

export type DigestRequest = {
  period: Digest["period"];
  /** When the one before was made. */
  since: Date;
  /** Of NotificationSettings, as stored. */
  preferences: unknown;
};

/**
 * What one person's digest says at `ctx.now`: of each of their workspaces in which there is something
 * to say the figures, the deals that need attention and what changed; and what they were told and have
 * not read. Null when there is nothing.
 */
export async function loadDigest(
  ctx: Context,
  { period, since, preferences }: DigestRequest,
): Promise<Digest | null> {
  const { kinds, scope } = preferencesOf({ preferences });
  const all = workspacesOf(ctx);
  const workspaces = [];
  for (const workspace of all) {
    const isMine = scope === "mine" && canOwn(ctx, workspace);
    workspaces.push(...(await loadWorkspace(ctx, workspace, since, isMine)));
  }
  const wanted = NOTIFICATION_KINDS.filter((kind) => kinds[kind].digest);
  const { notifications, count } = await listUnreadSince(ctx, since, wanted, NEWS_SHOWN);
  if (workspaces.length === 0 && count === 0) return null;
  return {
    period,
    timezone: ctx.user.timezone,
    since: since.toISOString(),
    until: ctx.now.toISOString(),
    workspaceIds: all.map(({ id }) => id),
    workspaces,
    news: notifications.map(({ id, kind, title, body, createdAt }) => ({
      ...{ kind, title, body },
      href: openHref(id),
      at: createdAt,
    })),
    moreNews: count - notifications.length,
  };
}

/** Viewers have no deals of their own: what they follow is the team's. */
function canOwn(ctx: Context, { teamId }: Workspace): boolean {
  return ctx.memberships.find(({ team }) => team.id === teamId)?.role !== "viewer";
}

/** Nothing, for a workspace of which there is nothing to say. */
async function loadWorkspace(
  ctx: Context,
  workspace: Workspace,
  since: Date,
  isMine: boolean,
): Promise<Digest["workspaces"]> {
  const [worklist, count, changes] = await Promise.all([
    getWorklist(ctx, workspace, DEALS_SHOWN, isMine),
    countWorklist(ctx, workspace, isMine),
    getRecentChanges(workspace, since, CHANGES_SHOWN, isMine ? ctx.user.id : null),
  ]);
  if (worklist.length === 0 && changes.length === 0) return [];
  const figures = await getKeyFigures(workspace, ctx.now);
  return [
    {
      id: workspace.id,
      name: workspace.name,
      figures: figureLines(figures, workspace.currency),
      isMine,
      worklist: worklist.map(({ deal, action }) => ({
        dealId: deal.id,
        dealName: deal.name,
        company: deal.company,
        band: deal.risk.band,
        stage: deal.stage,
        value: { amount: deal.value, currency: deal.currency },
        reason: deal.risk.reasons[0] ?? "",
        action: action?.label ?? null,
      })),
      more: Math.max(0, count - worklist.length),
      changes: changes.map(({ dealId, dealName, what, band, at }) => ({
        ...{ dealId, dealName, what, band, at },
      })),
    },
  ];
}
