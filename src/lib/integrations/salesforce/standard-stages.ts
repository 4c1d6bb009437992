import type { Stage } from "#lib/deals/stages.ts";

/** The stages of a new Salesforce org (StageName of Opportunity), in lower case. */
export const STANDARD_STAGES: ReadonlyMap<string, Stage> = new Map([
  ["prospecting", "discovery"],
  ["qualification", "discovery"],
  ["needs analysis", "discovery"],
  ["value proposition", "proposal"],
  ["id. decision makers", "proposal"],
  ["perception analysis", "proposal"],
  ["proposal/price quote", "proposal"],
  ["negotiation/review", "negotiation"],
  ["closed won", "closed_won"],
  ["closed lost", "closed_lost"],
]);

/** The standard name of each of our stages: what is written back where no mapping says otherwise. */
export const STANDARD_NAMES: Record<Stage, string> = {
  discovery: "Qualification",
  proposal: "Proposal/Price Quote",
  negotiation: "Negotiation/Review",
  closed_won: "Closed Won",
  closed_lost: "Closed Lost",
};
