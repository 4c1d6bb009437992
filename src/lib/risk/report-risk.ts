import { assessRisk } from "./assess-risk.ts";
import { outlookOf } from "./outlook.ts";
import type { RiskInput, RiskReport } from "./types.ts";
import { wayBack } from "./way-back.ts";

/** The whole of what is said about a deal: the assessment and its outlook. */
export function reportRisk(input: RiskInput): RiskReport {
  return { ...assessRisk(input), ...outlookOf(input), wayBack: wayBack(input) };
}
