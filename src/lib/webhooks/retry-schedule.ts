const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between the attempts (Standard Webhooks 1.0): after the tenth the delivery is dead. */
const DELAYS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;
export const MAX_ATTEMPTS = DELAYS_MS.length + 1;

/** Each wait is up to this much shorter or longer, so that what failed together is not sent together. */
const JITTER = 0.1;

/**
 * Milliseconds to wait after a failed attempt, or null after the last one.
 *
 * @param made attempts made so far, this one included.
 * @param random in [0, 1).
 */
export function delayAfter(made: number, random: number): number | null {
  const delay = DELAYS_MS[made - 1];
  return delay === undefined ? null : Math.round(delay * (1 + JITTER * (2 * random - 1)));
}

/** Nobody is kept waiting longer than the longest wait of the schedule. */
const MAX_RETRY_AFTER_MS = 24 * HOUR;
const DEFAULT_RETRY_AFTER_MS = MINUTE;

/**
 * When an endpoint that asked to be left alone may be called again.
 *
 * @param header Retry-After as it came: seconds, or a date of HTTP (RFC 9110, 10.2.3). Without it, or
 * when it makes no sense, a minute.
 */
export function throttledUntil(header: string | undefined, now: Date): Date {
  const asked = header === undefined ? null : readRetryAfter(header.trim(), now);
  const ms = Math.min(asked ?? DEFAULT_RETRY_AFTER_MS, MAX_RETRY_AFTER_MS);
  return new Date(now.getTime() + ms);
}

function readRetryAfter(text: string, now: Date): number | null {
  if (/^\d{1,12}$/.test(text)) return Number(text) * SECOND;
  // A date always names its day; Date.parse alone would take "-5" or "1.5" for years.
  const moment = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? null : Math.max(0, moment - now.getTime());
}
