import type { DueEndpoint } from "#lib/webhooks/claim-deliveries.ts";

/** Requests that one process has open at once, over all endpoints. */
export const SLOTS = 100;
/** Of those at most for one workspace, so that one company's endpoints leave room for the others'. */
const SLOTS_OF_WORKSPACE = 40;
/** And at most for endpoints that fail: each may hold a slot until its time is up. */
const SLOTS_OF_FAILING = 50;
const FIRST_ALLOWANCE = 4;
const LARGEST_ALLOWANCE = 20;
const FAILING_ALLOWANCE = 1;
const REMEMBERED_ENDPOINTS = 10_000;

type Slot = { webhookId: string; workspaceId: string };

/**
 * Who may have how many requests open. An endpoint begins with a few and earns more by answering; one
 * that fails is down to one at a time until it answers again, however much waits for it.
 */
export type Slots = {
  /** How many deliveries to take for each of these endpoints now. */
  share: (endpoints: readonly DueEndpoint[]) => Map<string, number>;
  take: (slot: Slot) => void;
  release: (slot: Slot, hasSucceeded: boolean) => void;
};

export function createSlots(): Slots {
  const allowances = new Map<string, number>();
  const openAt = new Map<string, number>();
  const openOf = new Map<string, number>();
  const allowanceOf = (webhookId: string) => allowances.get(webhookId) ?? FIRST_ALLOWANCE;
  const isFailing = (webhookId: string) => allowanceOf(webhookId) === FAILING_ALLOWANCE;

  return {
    share(endpoints) {
      for (const { id, isFailing: isKnownToFail } of endpoints) {
        if (isKnownToFail && !allowances.has(id)) allowances.set(id, FAILING_ALLOWANCE);
      }
      const shares = new Map<string, number>();
      const sharesOf = new Map<string, number>();
      let free = SLOTS - sum(openAt);
      let freeForFailing = SLOTS_OF_FAILING - sum(openAt, isFailing);
      const mayHaveOneMore = ({ id }: DueEndpoint) =>
        allowanceOf(id) > (openAt.get(id) ?? 0) + (shares.get(id) ?? 0) &&
        (freeForFailing > 0 || !isFailing(id));
      const giveOne = (workspaceId: string, queue: DueEndpoint[]): boolean => {
        const used = (openOf.get(workspaceId) ?? 0) + (sharesOf.get(workspaceId) ?? 0);
        const index = used < SLOTS_OF_WORKSPACE ? queue.findIndex(mayHaveOneMore) : -1;
        const [next] = index < 0 ? [] : queue.splice(index, 1);
        if (!next || free === 0) return false;
        queue.push(next);
        add(shares, next.id, 1);
        add(sharesOf, workspaceId, 1);
        free -= 1;
        if (isFailing(next.id)) freeForFailing -= 1;
        return true;
      };
      // One for each workspace in turn, and within it one for each endpoint in turn.
      const queues = [...Map.groupBy(endpoints, ({ workspaceId }) => workspaceId)];
      let given = 1;
      while (given > 0) given = queues.filter(([id, queue]) => giveOne(id, queue)).length;
      return shares;
    },
    take({ webhookId, workspaceId }) {
      add(openAt, webhookId, 1);
      add(openOf, workspaceId, 1);
    },
    release({ webhookId, workspaceId }, hasSucceeded) {
      add(openAt, webhookId, -1);
      add(openOf, workspaceId, -1);
      if (allowances.size >= REMEMBERED_ENDPOINTS) allowances.clear();
      const more = Math.min(allowanceOf(webhookId) + 1, LARGEST_ALLOWANCE);
      allowances.set(webhookId, hasSucceeded ? more : FAILING_ALLOWANCE);
    },
  };
}

function add(counts: Map<string, number>, key: string, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

function sum(counts: ReadonlyMap<string, number>, which = (_key: string) => true): number {
  let total = 0;
  for (const [key, count] of counts) if (which(key)) total += count;
  return total;
}
