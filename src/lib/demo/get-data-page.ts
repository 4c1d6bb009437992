import type { Context } from "#lib/access/context.ts";
import { mayCreateIn, mayIn } from "#lib/access/scope.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import type { DemoCounts } from "#lib/demo/schema.ts";
import { db } from "#lib/platform/db.ts";

export type DataPage = {
  /** Generated records that can be seen: deleted deals are gone already. */
  demo: DemoCounts;
  canRemove: boolean;
  canImport: boolean;
};

/** What of a workspace is generated, and what the actor may do about its data. */
export async function getDataPage(
  ctx: Context,
  { id: workspaceId, teamId }: Workspace,
): Promise<DataPage> {
  const where = { workspaceId, isDemo: true };
  const [deals, contacts, meetings, webhooks] = await Promise.all([
    db().deal.count({ where: { ...where, deletedAt: null } }),
    db().contact.count({ where }),
    db().meeting.count({ where }),
    db().webhook.count({ where }),
  ]);
  return {
    demo: { deals, contacts, meetings, webhooks },
    canRemove: mayIn(ctx, teamId, "team.configure"),
    canImport: mayCreateIn(ctx, teamId),
  };
}
