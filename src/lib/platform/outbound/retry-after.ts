const SECOND = 1_000;

/**
 * How long somebody who asked to be left alone wants to be, in milliseconds.
 *
 * @param header Retry-After as it came: seconds, or a date of HTTP (RFC 9110, 10.2.3).
 * @returns null without it, and when it makes no sense.
 */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,12}$/.test(text)) return Number(text) * SECOND;
  // A date always names its day; Date.parse alone would take "-5" or "1.5" for years.
  const moment = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? null : Math.max(0, moment - now.getTime());
}
