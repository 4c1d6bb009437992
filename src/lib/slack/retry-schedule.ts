const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits between the eight attempts; the last one is made about a day after the first. */
const DELAYS_MS = [
  10 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  15 * HOUR_MS,
];

/** Spreads what failed together. */
const JITTER = 0.2;

/** Longest that a message waits while Slack does nothing but ask for pauses. */
export const MAX_BUSY_MS = 24 * HOUR_MS;

/** How long a channel rests after a failure: what is new to it is no reason to try sooner. */
export const REST_MS = 10 * SECOND_MS;

/**
 * Milliseconds until the next attempt, for messages that have had one attempt, two and so on. For those
 * with more there is none.
 *
 * @param random in [0, 1).
 */
export function retryDelays(random: number): number[] {
  return DELAYS_MS.map((delay) => Math.round(delay * (1 + JITTER * random)));
}
