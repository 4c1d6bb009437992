import type { Stage } from "#lib/deals/stages.ts";
import type { RemoteStageRef } from "#lib/integrations/remote-record.ts";

/** Which of our stages a provider's is, and how that was decided. */
export type MappedStage = {
  stage: Stage;
  /** override: somebody said so; standard: the provider's own stage; guess: by what is known of it. */
  by: "override" | "standard" | "guess";
};

/** From this probability on an open stage that nobody mapped counts as negotiation, or as proposal. */
const NEGOTIATION_FROM = 0.65;
const PROPOSAL_FROM = 0.3;

/** `pipeline/stage` as the key of a mapping; providers without pipelines leave the first part empty. */
export function stageKey({ pipeline, id }: Pick<RemoteStageRef, "pipeline" | "id">): string {
  return `${pipeline}\u0000${id.toLowerCase()}`;
}

/**
 * The account's own override, then the provider's standard stages, then what the provider says about
 * the stage: closed and won, closed, its probability. A stage that is closed there is never open here.
 */
export function mapStage(
  ref: RemoteStageRef,
  overrides: ReadonlyMap<string, Stage>,
  standard: ReadonlyMap<string, Stage>,
): MappedStage {
  const override = overrides.get(stageKey(ref));
  if (override) return { stage: override, by: "override" };
  const known = standard.get(ref.id.toLowerCase());
  if (known) return { stage: known, by: "standard" };
  return { stage: guess(ref), by: "guess" };
}

function guess({ isClosed, isWon, probability }: RemoteStageRef): Stage {
  if (isWon) return "closed_won";
  if (isClosed) return probability !== null && probability >= 1 ? "closed_won" : "closed_lost";
  if (probability === null) return "discovery";
  if (probability >= NEGOTIATION_FROM) return "negotiation";
  return probability >= PROPOSAL_FROM ? "proposal" : "discovery";
}
