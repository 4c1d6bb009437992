import type { Context } from "#lib/access/context.ts";
import { readableWorkspaces } from "#lib/access/scope.ts";
import { carryOut, type Outcome, type Target } from "#lib/deals/carry-out.ts";
import type { LockedDeal } from "#lib/deals/lock-deal.ts";
import { lockSourceIds } from "#lib/deals/lock-source-ids.ts";
import type { DealDomainEvent } from "#lib/events/domain-event.ts";
import type { Tx } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";

/** How long a deleted deal can be brought back. */
export const RESTORABLE_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Undoes the deletion of deals, in the caller's transaction. One that is not deleted is left as it is,
 * so that an undo may be sent twice.
 */
export async function bringBackDeals(
  tx: Tx,
  ctx: Context,
  targets: readonly Target[],
): Promise<ReadonlyMap<string, Outcome>> {
  const found = await findDeleted(
    tx,
    ctx,
    targets.map(({ id }) => id),
  );
  await lockSourceIds(
    tx,
    found.map(({ workspaceId }) => workspaceId),
  );
  const orphans = new Set(found.filter(({ isOrphan }) => isOrphan).map(({ id }) => id));
  return carryOut(tx, ctx, targets, {
    action: "deal.delete",
    withDeleted: true,
    decide: (deal) => {
      if (deal.deletedAt === null) return null;
      if (!isRestorable(deal.deletedAt, ctx.now)) {
        throw new AppError(
          "not_found",
          `That deal was deleted more than ${RESTORABLE_DAYS} days ago and cannot be brought back.`,
        );
      }
      const isOrphan = orphans.has(deal.id);
      return { id: deal.id, isOrphan, events: eventsOf(ctx, deal, isOrphan) };
    },
    write: (decisions) =>
      writeBack(
        tx,
        ctx.now,
        decisions.map(({ id }) => id),
        decisions.filter(({ isOrphan }) => isOrphan).map(({ id }) => id),
      ),
  });
}

export function isRestorable(deletedAt: Date, now: Date): boolean {
  return now.getTime() - deletedAt.getTime() <= RESTORABLE_DAYS * DAY_MS;
}

function eventsOf(ctx: Context, deal: LockedDeal, isOrphan: boolean): DealDomainEvent[] {
  const { id, workspaceId, assignedToId, version } = deal;
  const happened = { workspaceId, dealId: id, occurredAt: ctx.now };
  const restored: DealDomainEvent = { ...happened, name: "deal.restored" };
  if (!isOrphan) return [restored];
  const change = { from: assignedToId, to: null };
  return [
    restored,
    {
      ...happened,
      name: "deal.updated",
      fields: { assigneeId: change },
      changes: [{ type: "assignee_changed", payload: change }],
      version: version + 1,
    },
  ];
}

type Deleted = { id: string; workspaceId: string; isOrphan: boolean };

/** Orphans are assigned to somebody who has left the team since, or only looks on by now. */
function findDeleted(tx: Tx, ctx: Context, ids: string[]): Promise<Deleted[]> {
  return tx.$queryRaw<Deleted[]>`
    SELECT d.id, d."workspaceId", d."teamId" IS NOT NULL AND d."assignedToId" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "TeamMember" m
        WHERE m."teamId" = d."teamId" AND m."userId" = d."assignedToId" AND m.role <> 'viewer')
      AS "isOrphan"
    FROM "Deal" d
    WHERE d.id = ANY(${ids}) AND d."workspaceId" = ANY(${readableWorkspaces(ctx)})
      AND d."deletedAt" IS NOT NULL`;
}

/**
 * A deal gets its id at the source back if no other deal has it by now; of several that had it, the one
 * that was deleted last.
 */
async function writeBack(tx: Tx, now: Date, ids: string[], orphans: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Deal" d SET "deletedAt" = NULL, "externalId" = own."externalId", "freedExternalId" = NULL,
      "assignedToId" = CASE WHEN d.id = ANY(${orphans}) THEN NULL ELSE d."assignedToId" END,
      version = d.version + 1, "updatedAt" = ${now}
    FROM unnest(${ids}::text[]) AS back(id)
    LEFT JOIN (
      SELECT DISTINCT ON (f."workspaceId", f.source, f."freedExternalId") f.id, f."freedExternalId" AS "externalId"
      FROM "Deal" f
      WHERE f.id = ANY(${ids}) AND NOT EXISTS (SELECT 1 FROM "Deal" taken
        WHERE taken."workspaceId" = f."workspaceId" AND taken.source = f.source AND taken."externalId" = f."freedExternalId")
      ORDER BY f."workspaceId", f.source, f."freedExternalId", f."deletedAt" DESC, f.id
    ) own ON own.id = back.id
    WHERE d.id = back.id`;
}
