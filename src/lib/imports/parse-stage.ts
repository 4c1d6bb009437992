import type { Stage } from "#lib/deals/stages.ts";
import { nameKey } from "./name-key.ts";
import { OPEN_STATUS_NAMES, STAGE_BY_NAME } from "./stage-names.ts";

/** What a row says about where its deal stands; "" or null where it says nothing. */
export type StageClues = {
  stage: string;
  status: string;
  isClosed: boolean | null;
  isWon: boolean | null;
  /** 0 to 100. */
  probability: number | null;
};

/** `clues`: not the name decided, but status, closed/won marks or probability. */
export type StageReading = { stage: Stage; decidedBy: "name" | "clues" } | { problem: string };

/** Salesforce's and HubSpot's standard stages lie on either side of these probabilities. */
const PROPOSAL_FROM = 45;
const NEGOTIATION_FROM = 85;

/**
 * The stage of a deal. A name the caller has mapped is final. Otherwise a closed outcome wins over
 * an open stage's name (some tools keep the last stage of a lost deal), then the name counts, then
 * whether the deal is open and how probable it is. A name that nothing explains is a problem.
 *
 * @param mapped stages by `nameKey` of their name in the file.
 */
export function parseStage(clues: StageClues, mapped: ReadonlyMap<string, Stage>): StageReading {
  const key = nameKey(clues.stage);
  const chosen = mapped.get(key);
  if (chosen) return { stage: chosen, decidedBy: "name" };

  const named = STAGE_BY_NAME.get(key);
  if (named === "closed_won" || named === "closed_lost") return { stage: named, decidedBy: "name" };
  const outcome = outcomeOf(clues);
  if (outcome) return { stage: outcome, decidedBy: "clues" };
  if (named) return { stage: named, decidedBy: "name" };

  const isOpen = clues.isClosed === false || OPEN_STATUS_NAMES.has(nameKey(clues.status));
  if (isOpen || clues.probability !== null) {
    return { stage: stageByProbability(clues.probability ?? 0), decidedBy: "clues" };
  }
  if (clues.stage === "") return { problem: "is empty; fill it in, or map the empty stage to one" };
  return { problem: "is not a known stage; map it to one of the pipeline's stages" };
}

function outcomeOf({ status, isClosed, isWon }: StageClues): Stage | null {
  const named = STAGE_BY_NAME.get(nameKey(status));
  if (named === "closed_won" || named === "closed_lost") return named;
  if (isWon === true) return "closed_won";
  return isClosed === true && isWon === false ? "closed_lost" : null;
}

function stageByProbability(probability: number): Stage {
  if (probability >= NEGOTIATION_FROM) return "negotiation";
  return probability >= PROPOSAL_FROM ? "proposal" : "discovery";
}
