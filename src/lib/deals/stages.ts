/** The sales pipeline: its stages in order, their labels and colours. The only place that names them. */

export const STAGES = [
  "discovery",
  "proposal",
  "negotiation",
  "closed_won",
  "closed_lost",
] as const;
export type Stage = (typeof STAGES)[number];

export const OPEN_STAGES = ["discovery", "proposal", "negotiation"] as const satisfies Stage[];
export type OpenStage = (typeof OPEN_STAGES)[number];

export const CLOSED_STAGES = ["closed_won", "closed_lost"] as const satisfies Stage[];
export type ClosedStage = (typeof CLOSED_STAGES)[number];

export const STAGE_LABELS: Record<Stage, string> = {
  discovery: "Discovery",
  proposal: "Proposal",
  negotiation: "Negotiation",
  closed_won: "Closed won",
  closed_lost: "Closed lost",
};

/** CSS custom property that carries the stage's colour in both themes (defined in globals.css). */
export const STAGE_COLOURS: Record<Stage, string> = {
  discovery: "var(--color-stage-discovery)",
  proposal: "var(--color-stage-proposal)",
  negotiation: "var(--color-stage-negotiation)",
  closed_won: "var(--color-stage-won)",
  closed_lost: "var(--color-stage-lost)",
};

export function isOpenStage(stage: Stage): stage is OpenStage {
  return stage !== "closed_won" && stage !== "closed_lost";
}

export function isClosedStage(stage: Stage): stage is ClosedStage {
  return !isOpenStage(stage);
}

export function isStage(value: string): value is Stage {
  return (STAGES as readonly string[]).includes(value);
}
