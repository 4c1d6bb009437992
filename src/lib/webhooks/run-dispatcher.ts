import { setTimeout as wait } from "node:timers/promises";
import { createBell } from "#lib/platform/bell.ts";
import { log } from "#lib/platform/log.ts";
import { type Attempt, attemptDelivery } from "#lib/webhooks/attempt-delivery.ts";
import {
  type Claim,
  claimDeliveries,
  listDueEndpoints,
  postponeDeliveries,
} from "#lib/webhooks/claim-deliveries.ts";
import { recordAttempts } from "#lib/webhooks/record-attempts.ts";
import { createSlots } from "#lib/webhooks/share-slots.ts";

export type DispatcherRun = {
  /** The clock by which things are due. */
  now: () => Date;
  random: () => number;
  /** From then on nothing more is taken; what is in hand is brought to its end. */
  isOver: () => boolean;
  /** Whether the run ends when nothing is due, or waits for more. */
  endsWhenIdle: boolean;
  /** Takes a function that has the run look for work at once. */
  onStart?: (look: () => void) => void;
};

export type DispatcherCounts = {
  delivered: number;
  /** Failed and tried again later. */
  failed: number;
  /** Failed for good. */
  dead: number;
  /** Not sent because of a fault of ours, and tried again later. */
  postponed: number;
};

/** Endpoints looked at in one round. Those behind them have their turn in the next. */
const ENDPOINTS_PER_ROUND = 100;
/** What nobody has told this process of is found within this time. */
const POLL_MS = 500;
/** Answers that come this close together are noted by one transaction. */
const GATHER_MS = 5;
const POSTPONED_MS = 5 * 60_000;
const PAUSE_AFTER_FAULT_MS = 1_000;

type Ended = { claim: Claim; attempt: Attempt | null };

/**
 * Sends what is due. Any number of these may run, in one process or in many: they share the work by
 * leases in the database and keep nothing that another one would miss. Memory is bounded by the slots:
 * a delivery is read when there is one for it.
 */
export async function runDispatcher(run: DispatcherRun): Promise<DispatcherCounts> {
  const counts: DispatcherCounts = { delivered: 0, failed: 0, dead: 0, postponed: 0 };
  const bell = createBell();
  const slots = createSlots();
  let underWay = 0;
  let ended: Ended[] = [];
  let after = "";
  run.onStart?.(bell.ring);

  const send = async (claim: Claim): Promise<void> => {
    slots.take(claim);
    underWay += 1;
    const attempt = await attemptDelivery(claim, run).catch((error) => {
      log().error({ err: error, deliveryId: claim.id }, "webhook attempt");
      return null;
    });
    underWay -= 1;
    ended.push({ claim, attempt });
    bell.ring();
  };

  /** Looks at the next endpoints. `isWhole`: those were all there are. */
  const start = async (): Promise<{ started: number; isWhole: boolean }> => {
    const from = after;
    const endpoints = await listDueEndpoints(run.now(), { after, limit: ENDPOINTS_PER_ROUND });
    after = endpoints.length < ENDPOINTS_PER_ROUND ? "" : (endpoints.at(-1)?.id ?? "");
    const claims = await claimDeliveries(run.now(), slots.share(endpoints));
    for (const claim of claims) void send(claim);
    return { started: claims.length, isWhole: from === "" && after === "" };
  };

  for (;;) {
    try {
      const batch = ended;
      ended = [];
      await noteEnded(batch, run.now(), counts);
      // Not before: whoever asked to be left alone is asked nothing more in between.
      for (const { claim, attempt } of batch) {
        slots.release(claim, attempt?.verdict.status === "succeeded");
      }
      const isOver = run.isOver();
      const { started, isWhole } = isOver ? { started: 0, isWhole: true } : await start();
      if (started > 0 || !isWhole) continue;
      const isIdle = underWay === 0 && ended.length === 0;
      if (isIdle && (isOver || run.endsWhenIdle)) return counts;
    } catch (error) {
      log().error({ err: error }, "webhook dispatcher");
      if (run.endsWhenIdle) throw error;
      await wait(PAUSE_AFTER_FAULT_MS);
    }
    await bell.heard(POLL_MS);
    if (underWay > 0) await wait(GATHER_MS);
  }
}

async function noteEnded(
  batch: readonly Ended[],
  now: Date,
  counts: DispatcherCounts,
): Promise<void> {
  const attempts = batch.flatMap(({ attempt }) => attempt ?? []);
  await recordAttempts(attempts, now).catch(async (error) => {
    log().error({ err: error }, "webhook attempts could not be noted together");
    for (const attempt of attempts) await noteAlone(attempt, now);
  });
  for (const { verdict } of attempts) {
    if (verdict.status === "succeeded") counts.delivered += 1;
    else if (verdict.status === "dead") counts.dead += 1;
    else counts.failed += 1;
  }
  const unsent = batch.filter(({ attempt }) => attempt === null).map(({ claim }) => claim);
  if (unsent.length === 0) return;
  await postponeDeliveries(unsent, new Date(now.getTime() + POSTPONED_MS));
  counts.postponed += unsent.length;
}

/** One that cannot be noted must not keep the others from it: it comes back when its lease runs out. */
async function noteAlone(attempt: Attempt, now: Date): Promise<void> {
  await recordAttempts([attempt], now).catch((error) => {
    log().error({ err: error, deliveryId: attempt.claim.id }, "webhook attempt not noted");
  });
}
