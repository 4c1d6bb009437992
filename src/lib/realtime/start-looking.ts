import { log } from "#lib/platform/log.ts";

/** Calls in quick succession are looked after together. */
const LOOKS_APART_MS = 40;
/** A database that does not answer is asked less and less often. */
const LONGEST_WAIT_MS = 5_000;

export type Looking = {
  /** Has it look at once, or again when it is just looking. */
  wake: () => void;
  /** Settles with the first look that begins after this call, or fails with it. */
  nextLook: () => Promise<void>;
  stop: () => void;
};

/**
 * Looks over and over, one look at a time, `waitMs()` apart, sooner when woken. A look that fails is
 * reported once and tried again.
 */
export function startLooking(look: () => Promise<void>, waitMs: () => number): Looking {
  let isStopped = false;
  let isWoken = false;
  let cutShort = () => {};
  let following = newLook();

  const pause = async (ms: number) => {
    if (isStopped || isWoken) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      cutShort = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };
  const run = async () => {
    for (let failures = 0; !isStopped; ) {
      const current = following;
      following = newLook();
      isWoken = false;
      try {
        await look();
        failures = 0;
        current.resolve();
      } catch (error) {
        if (failures === 0) log().warn({ err: error }, "realtime: the feed cannot be read");
        failures += 1;
        current.reject(error);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOKS_APART_MS));
      await pause(Math.min(LONGEST_WAIT_MS, waitMs() * 2 ** failures) - LOOKS_APART_MS);
    }
    following.reject(new Error("nobody looks any more"));
  };
  void run();
  const wake = () => {
    isWoken = true;
    cutShort();
  };
  return {
    wake,
    nextLook: () => {
      wake();
      return following.promise;
    },
    stop: () => {
      isStopped = true;
      cutShort();
    },
  };
}

function newLook(): PromiseWithResolvers<void> {
  const look = Promise.withResolvers<void>();
  // Mostly nobody waits for it, and its failure has been reported.
  look.promise.catch(() => {});
  return look;
}
