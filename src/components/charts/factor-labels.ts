import type { FactorKey } from "#lib/risk/types.ts";

export const FACTOR_LABELS: Record<FactorKey, string> = {
  decay: "Silence",
  velocity: "Time in stage",
  engagement: "Engagement drop",
  competition: "Competitor",
  slippage: "Close date",
  next_step: "Next step",
};
