import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { can } from "#lib/access/scope.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import { factsSelect } from "#lib/deals/deal-facts.ts";
import type { Tx } from "#lib/platform/db.ts";

/** What an import has to know about a deal it may change. */
export const knownDealSelect = {
  ...factsSelect,
  id: true,
  userId: true,
  teamId: true,
  stageEnteredAt: true,
  closedAt: true,
  createdAt: true,
  remoteStage: true,
  source: true,
  externalId: true,
} satisfies Prisma.DealSelect;

export type KnownDeal = Prisma.DealGetPayload<{ select: typeof knownDealSelect }>;

/**
 * The workspace's deals with these ids at their source, locked until the transaction ends. Where
 * two sources share an id, the imported deal is meant.
 */
export async function lockDealsByExternalId(
  tx: Tx,
  { id: workspaceId }: Workspace,
  externalIds: string[],
): Promise<Map<string, KnownDeal>> {
  // In the order of their ids, so that two transactions never wait for each other in a circle.
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Deal"
    WHERE "workspaceId" = ${workspaceId} AND "externalId" = ANY(${externalIds}) AND "deletedAt" IS NULL
    ORDER BY id FOR UPDATE`;
  const deals = await tx.deal.findMany({
    where: { id: { in: locked.map(({ id }) => id) } },
    select: knownDealSelect,
  });
  const known = new Map<string, KnownDeal>();
  for (const deal of deals) {
    if (deal.externalId === null) continue;
    if (deal.source === "csv" || !known.has(deal.externalId)) known.set(deal.externalId, deal);
  }
  return known;
}

/** Why the actor may not import into the deal; null when they may. */
export function refusalOf(ctx: Context, deal: KnownDeal): string | null {
  return can(ctx, "deal.import", deal)
    ? null
    : "This deal is somebody else's: your role may import only into deals that you own or that are assigned to you.";
}

/** The message for a row about a deal that the workspace does not have. */
export function unknownDeal(externalId: string): string {
  return `There is no deal with the id "${externalId.slice(0, 40)}" here; import the file of deals first.`;
}
