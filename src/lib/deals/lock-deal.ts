import type { Context } from "#lib/access/context.ts";
import type { DealAction } from "#lib/access/policy.ts";
import { can, readableWorkspaces } from "#lib/access/scope.ts";
import { type DealRow, dealSelect } from "#lib/deals/queries.ts";
import type { Tx } from "#lib/platform/db.ts";
import { AppError, forbidden, notFound } from "#lib/platform/errors.ts";

const REFUSALS: Record<DealAction, string> = {
  "deal.read": "You may not see this deal.",
  "deal.export": "You may not export this deal.",
  "deal.create": "Your role may not create deals in this team.",
  "deal.log_event": "Your role may not log touchpoints in this team.",
  "deal.comment": "Your role may not comment in this team.",
  "deal.edit": "You may change only deals that you own or that are assigned to you.",
  "deal.delete": "You may delete only deals that you own.",
  "deal.assign": "You may assign only deals that you own or that are assigned to you.",
  "deal.import": "Your role may not import deals into this team.",
};

export function refusal(action: DealAction): AppError {
  return forbidden(REFUSALS[action]);
}

/**
 * Takes the deal for this transaction, inside what the actor may see: until commit nobody else can
 * change it, so what is checked here still holds when it is written.
 *
 * @throws AppError not_found for a deal outside the actor's sight, forbidden when they may see it but
 * not do this, conflict when `version` is given and the deal has moved on.
 */
export async function lockDeal(
  tx: Tx,
  ctx: Context,
  id: string,
  action: DealAction,
  version?: number,
): Promise<DealRow> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Deal"
    WHERE id = ${id} AND "deletedAt" IS NULL AND "workspaceId" = ANY(${readableWorkspaces(ctx)})
    FOR UPDATE`;
  if (locked.length === 0) throw notFound("That deal");
  const deal = await tx.deal.findUniqueOrThrow({ where: { id }, select: dealSelect });
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
