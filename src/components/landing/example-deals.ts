import type { WorklistFacts } from "#components/dashboard/worklist-row.tsx";
import type { TouchpointType } from "#lib/deals/event-types.ts";
import { DEFAULT_DIRECTION } from "#lib/deals/event-types.ts";
import type { OpenStage } from "#lib/deals/stages.ts";
import { DAY_MS, DEFAULT_NORMS, DEFAULT_POLICY } from "#lib/risk/constants.ts";
import { priority } from "#lib/risk/priority.ts";
import { reportRisk } from "#lib/risk/report-risk.ts";
import type { RiskEvent, RiskNorms } from "#lib/risk/types.ts";
import { type RiskReportDto, toRiskReportDto } from "#lib/risk/wire.ts";

/** Made-up deals for the landing page, put through the real engine. Days count back from today. */
type Scenario = {
  name: string;
  company: string;
  stage: OpenStage;
  value: number;
  inStageDays: number;
  ageDays: number;
  closesInDays: number | null;
  nextStepInDays: number | null;
  touches: readonly [TouchpointType, number][];
};

const SCENARIOS: readonly Scenario[] = [
  {
    name: "Warehouse rollout",
    company: "Halden Logistics",
    stage: "proposal",
    value: 124_000,
    inStageDays: 41,
    ageDays: 88,
    closesInDays: -9,
    nextStepInDays: null,
    touches: [
      ["meeting_held", 62],
      ["email_received", 48],
      ["proposal_sent", 40],
      ["email_received", 33],
      ["call", 19],
      ["email_sent", 12],
      ["email_sent", 6],
    ],
  },
  {
    name: "Renewal, two sites",
    company: "Brightwater Foods",
    stage: "negotiation",
    value: 86_500,
    inStageDays: 24,
    ageDays: 70,
    closesInDays: 6,
    nextStepInDays: -2,
    touches: [
      ["meeting_held", 30],
      ["email_received", 17],
      ["competitor_mentioned", 10],
      ["email_sent", 8],
    ],
  },
  {
    name: "Data platform",
    company: "Marlow Insurance",
    stage: "discovery",
    value: 240_000,
    inStageDays: 17,
    ageDays: 17,
    closesInDays: 60,
    nextStepInDays: null,
    touches: [
      ["call", 15],
      ["email_received", 11],
      ["email_sent", 9],
    ],
  },
  {
    name: "Fleet pilot",
    company: "Orrin Freight",
    stage: "proposal",
    value: 58_000,
    inStageDays: 6,
    ageDays: 32,
    closesInDays: 25,
    nextStepInDays: 3,
    touches: [
      ["meeting_held", 8],
      ["proposal_sent", 5],
      ["email_received", 2],
    ],
  },
];

const WON_DEALS = 40;

/** As of a made-up team with a history of its own. */
const NORMS: RiskNorms = {
  ...DEFAULT_NORMS,
  won: WON_DEALS,
  stages: Object.fromEntries(
    Object.entries(DEFAULT_NORMS.stages).map(([stage, norm]) => [stage, { ...norm, n: WON_DEALS }]),
  ),
  sources: { touchpoints: true, calendar: true, nextSteps: true },
  value: { n: WON_DEALS, p25: 3_000_000, p50: 6_000_000, p75: 11_000_000, p90: 20_000_000 },
};

export type ExampleDeal = { name: string; deal: WorklistFacts["deal"]; report: RiskReportDto };

/** The examples as of a moment (epoch milliseconds), most pressing first. */
export function exampleDeals(at: number): ExampleDeal[] {
  return SCENARIOS.map((scenario) => assess(scenario, at))
    .sort((a, b) => b.order - a.order)
    .map(({ example }) => example);
}

function assess(scenario: Scenario, at: number): { example: ExampleDeal; order: number } {
  const { name, company, stage, value } = scenario;
  const day = (days: number | null) =>
    days === null ? null : new Date(at + days * DAY_MS).toISOString().slice(0, 10);
  const report = toRiskReportDto(
    reportRisk({
      deal: {
        stage,
        stageEnteredAt: at - scenario.inStageDays * DAY_MS,
        createdAt: at - scenario.ageDays * DAY_MS,
        isClosed: false,
        closedAt: null,
        expectedCloseOn: day(scenario.closesInDays),
        nextStep: scenario.nextStepInDays === null ? null : "Agreed with the customer",
        nextStepDueOn: day(scenario.nextStepInDays),
        timeZone: "UTC",
      },
      events: scenario.touches.map(([type, daysAgo]) => touch(type, at - daysAgo * DAY_MS)),
      norms: NORMS,
      policy: DEFAULT_POLICY,
      at,
    }),
  );
  const { score, band, reasons } = report;
  const rank = priority({ risk: score, valueMinor: value * 100, stage, norms: NORMS });
  return {
    example: {
      name,
      deal: {
        company,
        value,
        currency: "USD",
        risk: { score, band, reasons },
        priorityReason: rank.reason,
      },
      report,
    },
    order: rank.value,
  };
}

function touch(type: TouchpointType, occurredAt: number): RiskEvent {
  return {
    type,
    direction: DEFAULT_DIRECTION[type],
    occurredAt,
    recordedAt: occurredAt,
    startsAt: null,
    isBackfilled: false,
    from: null,
    to: null,
  };
}
