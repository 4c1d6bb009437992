const MINUTE_MS = 60_000;

/**
 * Waits before the next tries after passing failures. Together they stay below the 24 hours for which
 * the provider knows an idempotency key: a try whose answer was lost can never become a second mail.
 */
const DELAYS_MS = [1, 5, 15, 60, 120, 240, 480].map((minutes) => minutes * MINUTE_MS);
/** Spreads what failed together. */
const JITTER = 0.2;

/** Milliseconds until the next try, or null after the last one. `random` is in [0, 1). */
export function retryDelay(failedAttempts: number, random: number): number | null {
  const delay = DELAYS_MS[failedAttempts - 1];
  return delay === undefined ? null : Math.round(delay * (1 + JITTER * random));
}
