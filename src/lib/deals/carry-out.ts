import type { Context } from "#lib/access/context.ts";
import type { DealAction } from "#lib/access/policy.ts";
import { type LockedDeal, lockDeals, requirePermitted } from "#lib/deals/lock-deal.ts";
import type { DealDomainEvent } from "#lib/events/domain-event.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import type { Tx } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";

/** A deal to do something to; with the version that the decision to do it was based on. */
export type Target = { id: string; version?: number | undefined };

/** What is going to happen to one deal. */
export type Decision = { events: DealDomainEvent[] };

/** The rules of one thing that can be done to deals: who may, what it means, how it is written. */
export type Operation<D extends Decision> = {
  action: DealAction;
  /** Finds deals that have been deleted too. */
  withDeleted?: boolean;
  /**
   * What it means for one deal; null when that changes nothing.
   *
   * @throws AppError when this deal does not allow it.
   */
  decide: (deal: LockedDeal) => D | null;
  /** Writes the columns of all deals that change, in a fixed number of statements. */
  write: (decisions: readonly D[]) => Promise<void>;
};

/** How it went with one deal: the deal as it was before, or why nothing was done to it. */
export type Outcome =
  | { isDone: true; before: LockedDeal; isChanged: boolean }
  | { isDone: false; error: AppError };

/**
 * Does one thing to any number of deals in the caller's transaction. The one path for a single deal
 * and for hundreds: each is decided on its own, those that allow it are written together, and what
 * happened is recorded at once.
 */
export async function carryOut<D extends Decision>(
  tx: Tx,
  ctx: Context,
  targets: readonly Target[],
  { action, withDeleted = false, decide, write }: Operation<D>,
): Promise<ReadonlyMap<string, Outcome>> {
  const deals = await lockDeals(
    tx,
    ctx,
    targets.map(({ id }) => id),
    { withDeleted },
  );
  const decisions: D[] = [];
  const outcomes = targets.map(({ id, version }): [string, Outcome] => {
    try {
      const before = requirePermitted(ctx, deals.get(id), action, version);
      const decision = decide(before);
      if (decision) decisions.push(decision);
      return [id, { isDone: true, before, isChanged: decision !== null }];
    } catch (error) {
      if (error instanceof AppError) return [id, { isDone: false, error }];
      throw error;
    }
  });
  if (decisions.length > 0) {
    await write(decisions);
    await recordDomainEvents(
      tx,
      ctx,
      decisions.flatMap(({ events }) => events),
    );
  }
  return new Map(outcomes);
}

/** @throws AppError that says why nothing was done to the deal. */
export function requireDone(outcomes: ReadonlyMap<string, Outcome>, id: string): void {
  const outcome = outcomes.get(id);
  if (!outcome) throw new Error(`Nothing is known about what was done to deal ${id}.`);
  if (!outcome.isDone) throw outcome.error;
}
