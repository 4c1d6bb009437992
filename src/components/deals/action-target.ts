import type { FactorKey } from "#lib/risk/types.ts";

const TARGETS: Record<FactorKey, { verb: string; fragment: string }> = {
  decay: { verb: "Log contact", fragment: "#log" },
  engagement: { verb: "Log contact", fragment: "#log" },
  competition: { verb: "Log contact", fragment: "#log" },
  velocity: { verb: "Set next step", fragment: "#next" },
  next_step: { verb: "Set next step", fragment: "#next" },
  slippage: { verb: "Set close date", fragment: "/edit#deal-expectedCloseOn" },
};

/** The button for a recommended action: a verb short enough for a row, and where it is done. */
export function actionTarget(factor: FactorKey, dealId: string): { verb: string; href: string } {
  const { verb, fragment } = TARGETS[factor];
  return { verb, href: `/deals/${dealId}${fragment}` };
}
