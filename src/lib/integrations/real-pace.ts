import { setTimeout as after } from "node:timers/promises";
import type { Pace } from "#lib/integrations/provider-http.ts";

/** The edge where a run's clock and chance come in. */
export const REAL_PACE: Pace = {
  clock: Date.now,
  sleep: async (ms) => {
    await after(ms);
  },
  random: Math.random,
};
