import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import type { DealAction } from "#lib/access/policy.ts";
import { can, readableWorkspaces } from "#lib/access/scope.ts";
import { dealSelect } from "#lib/deals/queries.ts";
import type { Tx } from "#lib/platform/db.ts";
import { AppError, forbidden, notFound } from "#lib/platform/errors.ts";

const REFUSALS: Record<DealAction, string> = {
  "deal.read": "You may not see this deal.",
  "deal.export": "You may not export this deal.",
  "deal.create": "Your role may not create deals in this team.",
  "deal.log_event": "Your role may not log touchpoints in this team.",
  "deal.comment": "Your role may not comment in this team.",
  "deal.moderate": "You may delete only comments that you wrote.",
  "deal.edit": "You may change only deals that you own or that are assigned to you.",
  "deal.delete": "You may delete only deals that you own.",
  "deal.assign": "You may assign only deals that you own or that are assigned to you.",
  "deal.import": "Your role may not import deals into this team.",
};

const lockedSelect = {
  ...dealSelect,
  remoteStage: true,
  deletedAt: true,
} satisfies Prisma.DealSelect;

export type LockedDeal = Prisma.DealGetPayload<{ select: typeof lockedSelect }>;

export function refusal(action: DealAction): AppError {
  return forbidden(REFUSALS[action]);
}

/**
 * Takes the deals for this transaction, inside what the actor may see: until commit nobody else can
 * change them, so what is checked here still holds when it is written. Those that are absent or
 * somebody else's are not among the result.
 */
export async function lockDeals(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
  { withDeleted = false }: { withDeleted?: boolean } = {},
): Promise<ReadonlyMap<string, LockedDeal>> {
  // In the order of their ids, so that two transactions never wait for each other in a circle.
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Deal"
    WHERE id = ANY(${ids}) AND "workspaceId" = ANY(${readableWorkspaces(ctx)})
      AND ("deletedAt" IS NULL OR ${withDeleted})
    ORDER BY id FOR UPDATE`;
  const deals = await tx.deal.findMany({
    where: { id: { in: locked.map(({ id }) => id) } },
    select: lockedSelect,
  });
  return new Map(deals.map((deal) => [deal.id, deal]));
}

/**
 * The deal, if the actor may do this to it.
 *
 * @throws AppError not_found for a deal outside the actor's sight, forbidden when they may see it but
 * not do this, conflict when `version` is given and the deal has moved on.
 */
export function requirePermitted(
  ctx: Context,
  deal: LockedDeal | undefined,
  action: DealAction,
  version?: number,
): LockedDeal {
  if (!deal) throw notFound("That deal");
  if (!can(ctx, action, deal)) throw refusal(action);
  if (version !== undefined && version !== deal.version) {
    throw new AppError(
      "conflict",
      `Somebody saved this deal after you opened it (version ${deal.version}, yours was ${version}). Reload it and make your change again.`,
      { errors: [{ path: "version", message: `is ${deal.version} by now` }] },
    );
  }
  return deal;
}

/**
 * Takes one deal for this transaction and makes sure that the actor may do this to it.
 *
 * @throws AppError as `requirePermitted`.
 */
export async function lockDeal(
  tx: Tx,
  ctx: Context,
  id: string,
  action: DealAction,
  version?: number,
): Promise<LockedDeal> {
  const deals = await lockDeals(tx, ctx, [id]);
  return requirePermitted(ctx, deals.get(id), action, version);
}
