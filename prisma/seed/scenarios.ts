import type { OpenStage } from "#lib/deals/stages.ts";

export type Range = readonly [low: number, high: number];

/** How a deal stands at the end of its story: now, or when it was lost or won. */
export type Scenario = {
  stages: readonly OpenStage[];
  /** Time in its stage, in what such deals usually take. */
  stay: Range;
  /** Days since the customer last spoke. */
  silence: Range;
  /** Messages since then that nobody has answered. */
  unanswered: Range;
  nextStep: "planned" | "meeting" | "missing" | "undated" | "overdue";
  /** Days to the expected close; negative when it has passed. */
  closeIn: Range;
  pushes: Range;
  /** Times a competitor was mentioned. */
  mentions: Range;
  isSnoozed?: boolean;
};

const ANY: readonly OpenStage[] = ["discovery", "proposal", "negotiation"];
const LATE: readonly OpenStage[] = ["proposal", "negotiation"];
const NONE: Range = [0, 0];

const healthy: Scenario = {
  stages: ANY,
  stay: [0.2, 0.9],
  silence: [0.5, 4],
  unanswered: NONE,
  nextStep: "planned",
  closeIn: [8, 45],
  pushes: NONE,
  mentions: NONE,
};
const SCENARIOS = {
  healthy,
  fresh: { ...healthy, stages: ["discovery"], stay: [0.1, 0.35] },
  meetingAhead: { ...healthy, silence: [1, 5], nextStep: "meeting" },
  stuck: { ...healthy, stages: LATE, stay: [2.2, 3.2], silence: [3, 6] },
  pushed: { ...healthy, stages: LATE, stay: [0.9, 1.5], silence: [4, 7], pushes: [2, 3] },
  competitor: { ...healthy, stages: LATE, stay: [0.8, 1.4], silence: [4, 7], mentions: [1, 2] },
  noNextStep: { ...healthy, stay: [1, 1.6], silence: [7, 10], nextStep: "missing" },
  overdueStep: { ...healthy, stay: [1, 1.6], silence: [6, 9], nextStep: "overdue" },
  oneSided: {
    ...healthy,
    stay: [1.6, 2.6],
    silence: [13, 20],
    unanswered: [4, 6],
    nextStep: "undated",
  },
  goingSilent: {
    ...healthy,
    stay: [1.8, 3],
    silence: [15, 26],
    unanswered: [1, 3],
    nextStep: "missing",
    closeIn: [-4, 14],
  },
  stalled: {
    ...healthy,
    stages: LATE,
    stay: [3, 4.5],
    silence: [10, 18],
    unanswered: [1, 2],
    nextStep: "overdue",
    closeIn: [-12, 5],
    pushes: [1, 3],
  },
  snoozed: {
    ...healthy,
    stay: [1.8, 2.6],
    silence: [14, 20],
    unanswered: [1, 1],
    nextStep: "undated",
    isSnoozed: true,
  },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export function scenarioOf(name: ScenarioName): Scenario {
  return SCENARIOS[name];
}

/** How many deals stand how. */
export type Cast = Partial<Record<ScenarioName, number>>;

export const NORTHWIND_OPEN: Cast = {
  goingSilent: 5,
  oneSided: 4,
  stalled: 3,
  snoozed: 2,
  stuck: 5,
  pushed: 4,
  competitor: 5,
  noNextStep: 5,
  overdueStep: 3,
  healthy: 12,
  fresh: 6,
  meetingAhead: 6,
};

/** Most were in good shape when they were won; some were saved at the last minute. */
export const NORTHWIND_WON: Cast = {
  healthy: 62,
  meetingAhead: 22,
  pushed: 9,
  competitor: 8,
  stuck: 5,
  overdueStep: 2,
};

/** Most showed before they were lost what the open ones in danger show now; some did not. */
export const NORTHWIND_LOST: Cast = {
  goingSilent: 38,
  oneSided: 26,
  stalled: 22,
  competitor: 12,
  noNextStep: 12,
  stuck: 8,
  healthy: 14,
};

export const GLOBEX_OPEN: Cast = { healthy: 3, overdueStep: 1, goingSilent: 1 };
export const GLOBEX_WON: Cast = { healthy: 3 };
export const GLOBEX_LOST: Cast = { goingSilent: 2 };

/** The cast as a list, one name for each deal. */
export function namesIn(cast: Cast): ScenarioName[] {
  return Object.entries(cast).flatMap(([name, count]) =>
    Array.from({ length: count }, () => name as ScenarioName),
  );
}
