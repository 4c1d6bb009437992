import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { touchEvent } from "#test/risk-arbitraries.ts";
import { hazardOf } from "./compose.ts";
import { DEFAULT_NORMS, DEFAULT_POLICY } from "./constants.ts";
import { reportRisk } from "./report-risk.ts";
import type { RiskInput } from "./types.ts";

/** The worked example of docs/RISK_ENGINE.md: a reader who re-adds it must get what the engine gets. */

const on = (date: string) => Date.parse(`${date}T09:00:00Z`);

const EXAMPLE: RiskInput = {
  deal: {
    stage: "proposal",
    createdAt: on("2026-01-07"),
    stageEnteredAt: on("2026-02-05"),
    isClosed: false,
    closedAt: null,
    expectedCloseOn: "2026-03-10",
    nextStep: null,
    nextStepDueOn: null,
    timeZone: "UTC",
  },
  events: [
    touchEvent("meeting_held", "two_way", on("2026-02-03")),
    touchEvent("email_received", "inbound", on("2026-02-27")),
    touchEvent("email_sent", "outbound", on("2026-03-06")),
    touchEvent("email_sent", "outbound", on("2026-03-14")),
  ],
  norms: {
    ...DEFAULT_NORMS,
    asOf: on("2026-03-18"),
    stages: {
      proposal: { n: 40, medianDays: 12, p75Days: 19, p90Days: 26, touchesPerDay: 0.2 },
    },
    sources: { touchpoints: true, calendar: true, nextSteps: true },
  },
  policy: DEFAULT_POLICY,
  at: on("2026-03-18"),
};

test("the worked example in the documentation is what the engine computes", () => {
  const { factors, score, band, timeToTrouble, wayBack } = reportRisk(EXAMPLE);
  const hazards = factors.map(({ weight, value }) => hazardOf(weight, value));
  const total = hazards.reduce((sum, hazard) => sum + hazard, 0);
  const row = (...cells: string[]) => `| ${cells.join(" | ")} |`;
  const table = [
    row("factor", "value f", "weight w", "−ln(1 − w·f)", "share", "reason"),
    row("---", "---", "---", "---", "---", "---"),
    ...factors.map(({ key, value, weight, share, reason }, index) =>
      row(
        key,
        value.toFixed(4),
        String(weight),
        (hazards[index] ?? 0).toFixed(4),
        share.toFixed(4),
        reason,
      ),
    ),
    row("**sum**", "", "", total.toFixed(4), score.toFixed(4), ""),
  ].join("\n");
  const outlook = [
    `- band: ${band}`,
    `- time to trouble: ${timeToTrouble === null ? "none, the band cannot worsen" : new Date(timeToTrouble.at).toISOString()}`,
    `- way back: ${wayBack === null ? "no action alone does" : `${wayBack.actions.map(({ label }) => label).join(" + ")} → ${wayBack.score.toFixed(4)}`}`,
  ].join("\n");
  const document = readFileSync(`${import.meta.dirname}/../../../docs/RISK_ENGINE.md`, "utf8");
  expect(plain(document)).toContain(plain(table));
  expect(plain(document)).toContain(plain(outlook));
});

/** A formatter may align the columns of a table. */
function plain(markdown: string): string {
  return markdown.replace(/ +/g, " ").replace(/-{3,}/g, "---");
}
