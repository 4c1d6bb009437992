import { Ratelimit } from "@upstash/ratelimit";
import { env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";
import { redis } from "#lib/platform/redis.ts";

export const LIMIT_TIERS = ["strict", "standard", "lenient"] as const;
export type LimitTier = (typeof LIMIT_TIERS)[number];

const WINDOW_MS = 60_000;

export type LimitState = {
  isAllowed: boolean;
  limit: number;
  remaining: number;
  /** Whole seconds until the window ends. */
  resetSeconds: number;
};

const counters = new Map<string, { windowStart: number; count: number }>();
const limiters = new Map<LimitTier, Ratelimit>();

/**
 * Counts one request of `subject` against its tier, requests a minute. Null when nothing counts:
 * without Redis that is the documented default, unless RATE_LIMIT_LOCAL is set.
 */
export async function takeFromLimit(
  tier: LimitTier,
  subject: string,
  now: Date,
): Promise<LimitState | null> {
  const limit = env().rateLimit[tier];
  const client = redis();
  if (client) {
    try {
      let limiter = limiters.get(tier);
      if (!limiter) {
        limiter = new Ratelimit({
          redis: client,
          limiter: Ratelimit.fixedWindow(limit, "60 s"),
          prefix: `sentinel:limit:${tier}`,
          ephemeralCache: false,
        });
        limiters.set(tier, limiter);
      }
      const { success, remaining, reset } = await limiter.limit(subject);
      return {
        isAllowed: success,
        limit,
        remaining: Math.max(0, remaining),
        resetSeconds: Math.max(1, Math.ceil((reset - now.getTime()) / 1000)),
      };
    } catch (error) {
      // Redis is optional: when it fails, requests are served and the fault is seen in the log.
      log().warn({ err: error }, "rate limiter unavailable");
      return null;
    }
  }
  return env().rateLimit.local ? takeLocally(`${tier}:${subject}`, limit, now.getTime()) : null;
}

/** Fixed windows in this process: right for one instance only, and said to be so in the docs. */
function takeLocally(key: string, limit: number, now: number): LimitState {
  const windowStart = now - (now % WINDOW_MS);
  if (counters.size > 10_000) {
    for (const [other, { windowStart: start }] of counters) {
      if (start < windowStart) counters.delete(other);
    }
  }
  const entry = counters.get(key);
  const count = entry?.windowStart === windowStart ? entry.count + 1 : 1;
  counters.set(key, { windowStart, count });
  return {
    isAllowed: count <= limit,
    limit,
    remaining: Math.max(0, limit - count),
    resetSeconds: Math.max(1, Math.ceil((windowStart + WINDOW_MS - now) / 1000)),
  };
}
