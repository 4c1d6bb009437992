import type { ClosureClock } from "../types.ts";

/** What a closing rule counts from, after "30 days after". */
export const CLOCK_WORDS: Record<ClosureClock, string> = {
  activity: "the last activity",
  customer: "the customer's last signal",
  stage: "the last change of stage",
  creation: "the deal's creation",
};
