import { delayAfter, throttledUntil } from "#lib/webhooks/retry-schedule.ts";

/** What came of an attempt, as far as what follows depends on it. */
export type Outcome = {
  /** Null when there was no answer. */
  statusCode: number | null;
  retryAfter: string | undefined;
};

export type Verdict = {
  status: "succeeded" | "pending" | "dead";
  nextAttemptAt: Date | null;
  /** Until then nothing is sent to the endpoint, of this delivery or any other. */
  throttledUntil: Date | null;
  /** The endpoint says that it will never take anything again. */
  isGone: boolean;
};

const GONE = 410;
const ASKS_TO_WAIT = new Set([429, 503]);

/**
 * What follows from an attempt. 2xx is success and nothing else is: redirects are not followed.
 *
 * @param made attempts of this series, this one included.
 * @param isTest a test is sent once.
 */
export function judgeAttempt(
  { statusCode, retryAfter }: Outcome,
  { made, isTest, now, random }: { made: number; isTest: boolean; now: Date; random: number },
): Verdict {
  if (statusCode !== null && statusCode >= 200 && statusCode < 300) {
    return { status: "succeeded", nextAttemptAt: null, throttledUntil: null, isGone: false };
  }
  const isGone = statusCode === GONE;
  const asksToWait = statusCode !== null && ASKS_TO_WAIT.has(statusCode);
  const wait = asksToWait ? throttledUntil(retryAfter, now) : null;
  const delay = isTest || isGone ? null : delayAfter(made, random);
  if (delay === null) {
    return { status: "dead", nextAttemptAt: null, throttledUntil: wait, isGone };
  }
  const next = Math.max(now.getTime() + delay, wait?.getTime() ?? 0);
  return { status: "pending", nextAttemptAt: new Date(next), throttledUntil: wait, isGone };
}
