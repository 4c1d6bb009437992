import { expect, test } from "vitest";
import { STAGES } from "#lib/deals/stages.ts";
import { nameKey } from "./name-key.ts";
import { parseStage, type StageClues } from "./parse-stage.ts";
import { STAGE_BY_NAME } from "./stage-names.ts";

const NOTHING: StageClues = {
  stage: "",
  status: "",
  isClosed: null,
  isWon: null,
  probability: null,
};

function read(clues: Partial<StageClues>): string {
  const reading = parseStage({ ...NOTHING, ...clues }, new Map());
  return "problem" in reading ? reading.problem : reading.stage;
}

test.each([
  [
    "discovery",
    [
      "Prospecting",
      "Qualification",
      "Needs Analysis",
      "appointmentscheduled",
      "Qualified",
      "Lead In",
    ],
  ],
  [
    "proposal",
    [
      "Value Proposition",
      "Proposal/Price Quote",
      "Id. Decision Makers",
      "Perception Analysis",
      "Decision Maker Bought-In",
      "Proposal Made",
      "Engaging",
      "Proposal prep",
      "Angebot",
    ],
  ],
  [
    "negotiation",
    ["Negotiation/Review", "contractsent", "Negotiations Started", "Validation", "Verhandlung"],
  ],
  [
    "closed_won",
    ["Closed Won", "closedwon", "Won", "closed_won", "Abgeschlossen - Gewonnen", "Fermé/gagné"],
  ],
  ["closed_lost", ["Closed Lost", "closedlost", "Lost", "Verloren", "Cerrada perdida"]],
])("%s is known by its names in other tools", (stage, names) => {
  for (const name of names) expect(read({ stage: name })).toBe(stage);
});

test("the product's own stages are known", () => {
  for (const stage of STAGES) expect(read({ stage })).toBe(stage);
});

test("a closed outcome wins over the stage the deal was lost in", () => {
  expect(read({ stage: "Negotiation", status: "lost" })).toBe("closed_lost");
  expect(read({ stage: "Proposal", isClosed: true, isWon: false })).toBe("closed_lost");
  expect(read({ stage: "Signed", isClosed: true, isWon: true })).toBe("closed_won");
});

test("an unknown stage falls back on what else is known", () => {
  expect(read({ stage: "Stage 4", status: "open" })).toBe("discovery");
  expect(read({ stage: "Stage 4", isClosed: false, probability: 60 })).toBe("proposal");
  expect(read({ stage: "Stage 4", probability: 90 })).toBe("negotiation");
  expect(read({ stage: "Stage 4" })).toContain("not a known stage");
  expect(read({ stage: "Stage 4", isClosed: true })).toContain("not a known stage");
  expect(read({})).toContain("is empty");
});

test("what the caller has mapped is final", () => {
  const mapped = new Map([[nameKey("Stage 4"), "negotiation" as const]]);
  expect(parseStage({ ...NOTHING, stage: "stage_4", status: "lost" }, mapped)).toEqual({
    stage: "negotiation",
    decidedBy: "name",
  });
});

test("every known name is spelled the way names are compared", () => {
  for (const name of STAGE_BY_NAME.keys()) expect(nameKey(name)).toBe(name);
});
