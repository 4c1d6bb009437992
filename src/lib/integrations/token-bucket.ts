import type { Pace } from "#lib/integrations/provider-http.ts";

/**
 * Lets requests through at a rate, and a few at once after a rest. For one run of one account, which
 * holds its lease: no other instance has to know.
 *
 * @param burst how many may go at once when nothing was sent for a while.
 */
export function createTokenBucket(
  { clock, sleep }: Pace,
  { perSecond, burst }: { perSecond: number; burst: number },
): { take: () => Promise<void> } {
  let tokens = burst;
  let filledAt = clock();
  return {
    take: async () => {
      const now = clock();
      tokens = Math.min(burst, tokens + ((now - filledAt) / 1_000) * perSecond);
      filledAt = now;
      tokens -= 1;
      if (tokens < 0) await sleep((-tokens / perSecond) * 1_000);
    },
  };
}
