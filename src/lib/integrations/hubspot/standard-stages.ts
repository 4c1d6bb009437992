import type { Stage } from "#lib/deals/stages.ts";

/** The stage ids of HubSpot's default pipeline. */
export const STANDARD_STAGES: ReadonlyMap<string, Stage> = new Map([
  ["appointmentscheduled", "discovery"],
  ["qualifiedtobuy", "discovery"],
  ["presentationscheduled", "proposal"],
  ["decisionmakerboughtin", "proposal"],
  ["contractsent", "negotiation"],
  ["closedwon", "closed_won"],
  ["closedlost", "closed_lost"],
]);

/** The default pipeline's stage for each of ours: what is written back where no mapping says otherwise. */
export const STANDARD_IDS: Record<Stage, string> = {
  discovery: "qualifiedtobuy",
  proposal: "presentationscheduled",
  negotiation: "contractsent",
  closed_won: "closedwon",
  closed_lost: "closedlost",
};
